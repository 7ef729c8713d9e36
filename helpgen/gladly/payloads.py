"""What comes over the wire, checked, as values of `helpgen.model` and `records`.

Unknown keys are ignored, because Gladly may add some at any time. Texts must be texts:
nothing is converted. Half a surrogate pair is refused, since no file could hold it.
"""

from __future__ import annotations
