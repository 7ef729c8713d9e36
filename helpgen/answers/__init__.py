"""Answer management: answers as files, compared with Gladly, published like code."""
