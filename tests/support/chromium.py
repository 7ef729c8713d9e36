"""Debian's Chromium for tests, started in one way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

# Chromium heeds the last list only, so that Playwright's own is repeated here.
PLAYWRIGHTS = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,"
    "ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,"
    "NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)
# Buttons of a window that nobody sees are pages, too: half the work of each new context.
TOOLBAR = "InitialWebUI,PreloadTopChromeWebUI,WebUIReloadButton,WebUIToolbar"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    f"--disable-features={PLAYWRIGHTS},{TOOLBAR}",
]


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A browser without a page, for one module at a time: Playwright keeps an event loop running.

    Raises:
        AssertionError: There's no Chromium.
    """
    chromium = shutil.which("chromium")
    assert chromium, "these tests look at pages in a browser: put 'chromium' on the PATH"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        yield browser
        browser.close()
