"""Where is a real Chromium, and how is it started so that pages look the same on every machine?

`python -m tests.support.browser` gets one if none is there: Debian's package as root, npm's otherwise.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import noto_cjk_sans_jp_bold
import noto_cjk_sans_jp_regular
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
FROM_NPM = ROOT / ".tools" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>
"""


def find() -> Path | None:
    """The browser to use: SONAE_CHROMIUM, the machine's own, or the one npm brought."""
    named = os.environ.get("SONAE_CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    npm = (FROM_NPM / "path").read_text().strip() if (FROM_NPM / "path").exists() else None
    return next((Path(path) for path in [*found, npm] if path and Path(path).exists()), None)


def fonts(folder: Path) -> Path:
    """A font configuration with our own Japanese fonts and no others: machines without any draw the same."""
    sources = {Path(str(package.FONT_PATH)).parent for package in (noto_cjk_sans_jp_regular, noto_cjk_sans_jp_bold)}
    path = folder / "fonts.conf"
    listed = "".join(f"<dir>{source}</dir>" for source in sorted(sources))
    path.write_text(FONTS.format(folders=listed, cache=folder / "fonts-cache"))
    return path


@contextmanager
def started(folder: Path) -> Iterator[Browser]:
    """A running Chromium; `folder` takes what it writes."""
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts(folder)), "HOME": str(folder)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS, env=environment)
        try:
            yield browser
        finally:
            browser.close()


def install() -> str:
    """Get a browser if there is none; say what was done, or what is missing."""
    if find():
        return f"browser: {find()}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-qq", *step], check=False, stdout=subprocess.DEVNULL)
    if not find() and shutil.which("npm"):
        _install_from_npm()
    if find():
        return f"browser: {find()} (installed)"
    return "browser: none. Install Chromium or name one in SONAE_CHROMIUM; without it no test marked `browser` is run."


def _install_from_npm() -> None:
    FROM_NPM.mkdir(parents=True, exist_ok=True)
    quiet = ["--prefix", str(FROM_NPM), "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]
    unpack = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(p => console.log(p))"
    installed = subprocess.run(["npm", "install", *quiet, "@sparticuz/chromium"], check=False)
    if installed.returncode == 0:
        environment = os.environ | {"TMPDIR": str(FROM_NPM)}
        printed = subprocess.run(
            ["node", "-e", unpack], cwd=FROM_NPM, env=environment, check=False, capture_output=True, text=True
        )
        (FROM_NPM / "path").write_text(printed.stdout)


if __name__ == "__main__":
    print(install())
    missing = not find()
    sys.exit(missing and os.environ.get("SONAE_REQUIRE_ALL") == "1")
