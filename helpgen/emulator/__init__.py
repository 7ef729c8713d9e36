"""A faithful local Gladly: what the demo, the preview and the tests talk to."""

from helpgen.emulator.app import DEMO_CREDENTIALS, PICTURES_ORIGIN, create_app
from helpgen.emulator.records import (
    DEMO_ORGANIZATION_ID,
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    Seed,
)
from helpgen.emulator.seeds import seed_from_content
from helpgen.emulator.seeds_jsonl import seed_from_jsonl
from helpgen.emulator.server import running, serve

__all__ = [
    "DEMO_CREDENTIALS",
    "DEMO_ORGANIZATION_ID",
    "PICTURES_ORIGIN",
    "AnswerRecord",
    "ContentRecord",
    "HelpCenterRecord",
    "Organization",
    "SectionRecord",
    "Seed",
    "create_app",
    "running",
    "seed_from_content",
    "seed_from_jsonl",
    "serve",
]
