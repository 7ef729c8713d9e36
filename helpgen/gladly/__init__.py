"""Gladly's API: the only place that talks to it, and the only one that imports httpx."""

from helpgen.gladly.client import GladlyClient
from helpgen.gladly.limiter import RateLimiter
from helpgen.gladly.management import ManagementOperations
from helpgen.gladly.records import (
    AnswerContent,
    AnswerList,
    AnswerRecord,
    AnswerTitle,
    Audience,
    ContentType,
    HelpCenter,
    Organization,
)
from helpgen.gladly.retries import RetryPolicy
from helpgen.gladly.settings import Credentials, Limits

__all__ = [
    "AnswerContent",
    "AnswerList",
    "AnswerRecord",
    "AnswerTitle",
    "Audience",
    "ContentType",
    "Credentials",
    "GladlyClient",
    "HelpCenter",
    "Limits",
    "ManagementOperations",
    "Organization",
    "RateLimiter",
    "RetryPolicy",
]
