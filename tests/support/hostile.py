"""Texts that somebody may write where a name is expected, and what must never come of them."""

from __future__ import annotations

import re

STEERING = "\x1b[2J\x1b]8;;https://evil.example\x1b\\x\x1b]52;c;ZXZpbA==\x07\x9b31m\x00\b\r\x7f"
"""Clears a screen, makes a link, sets the clipboard; C1, NUL, backspace and others."""
TURNING = "\u202egnp.exe\u202c \u2066x\u2069 \u202ax\u202b \u202dx\u2067 \u2068\u2028\u2029"
"""Overrides, embeddings and isolates of direction, separators of lines and paragraphs."""

NAMES = (
    # HTML: text, attributes, comments, raw text
    "</title><script>window.ran=1</script>",
    "</script><script>window.ran=1</script><!--<script>",
    '"><img src=x onerror=window.ran=1>',
    "'><svg/onload=window.ran=1>",
    "` onmouseover=window.ran=1 x=`",
    '" autofocus onfocus="window.ran=1',
    "<iframe srcdoc='<script>window.ran=1</script>'>",
    "</textarea></noscript></style></template><b>",
    "--><base href=//evil.example><!--",
    "&lt;script&gt;window.ran=1&lt;/script&gt; &#x22; &quot;",
    "<math><mtext><table><mglyph><style><!--</style><img src onerror=window.ran=1>",
    # JSON, XML, YAML, TOML, templates
    '","@type":"Evil","x":"',
    '\\u003c/script\\u003e\\"',
    "]]><evil/>",
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "--- \nevil: yes\n---",
    '"\nevil = true\n[gladly]\nurl = "https://evil.example"\n#',
    "{{ 7*7 }}{% include '/etc/passwd' %}{{ brand.__class__.__mro__ }}",
    "${7*7} #{7*7} <%= 7*7 %> %(evil)s {0.__class__}",
    # Addresses, files
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "%2e%2e%2f%2e%2e%2fetc/passwd%00.html",
    "/etc/passwd",
    "//evil.example/%09",
    "javascript:window.ran=1",
    "data:text/html,<script>window.ran=1</script>",
    "file:///etc/passwd",
    "CON",
    "nul.txt",
    "COM1",
    ".htaccess",
    ". .",
    "-rf",
    "index",
    "answers",
    # Redirect files, headers, Markdown, spreadsheets, SQL, shells
    "/x https://evil.example 301",
    '"; return 301 https://evil.example; "',
    "\r\nSet-Cookie: evil=1\r\n\r\n<script>window.ran=1</script>",
    "[x](javascript:window.ran=1) ![x](https://evil.example/x.png)",
    "# Evil\n\n- [x](https://evil.example)",
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\uff1d1+1",
    "'; DROP TABLE votes; --",
    "$(touch evil) `touch evil` ; touch evil | touch evil",
    # Terminals, directions, look-alikes, lengths
    f"steer {STEERING} end",
    f"turn {TURNING} end",
    "\u0430\u0440\u0440\u04cf\u0435",  # Cyrillic letters that look like Latin ones
    "apple",
    "APPLE",
    "\uff21\uff30\uff30\uff2c\uff25",
    "a\u0300\u0301\u0302\u0303" * 20,
    "\u200b\u200c\u200d\u2060\ufeff",
    "\ufffe\uffff \U0010ffff \U000e0041",
    "x" * 500,
    "\u3042" * 500,
    "\U0001f3f4" * 200,
)
"""Each of them, as a title, a header of a section, the name of a brand or a comment."""
BODIES = tuple(f"<p>{name}</p>" for name in NAMES) + tuple(
    f'<img alt="{name}" src="x.png"><a title="{name}" href="{name}">x</a>' for name in NAMES
)
FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet calculates."""
STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What no output of a command may hold."""
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows takes for devices, in any folder, with any ending."""
