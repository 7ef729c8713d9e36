"""Pictures in answers, fetched with limits, kept by content, made ready for pages.

`mirror` asks for them at the fetch stage; a build reads `album` alone and needs neither
Pillow nor an HTTP client.
"""
