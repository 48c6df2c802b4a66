"""What is wrong with this page? A Playwright page that is watched: script errors, refusals of the security policy,
accessibility, glyphs that are really drawn, and its picture at the two widths of the house.
"""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

PHONE, DESK = 390, 1280
OURS = "Noto Sans CJK JP"


class WatchedPage:
    """Everything a Playwright page can do, and the checks above; `problems` grows while the story is told."""

    def __init__(self, page, *, shots: Path):
        self.page = page
        self.shots = Path(os.environ.get("SONAE_SCREENSHOTS") or shots)
        self.problems: list[str] = []
        self._expected_status = 200
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.problems.append(f"script failed: {error}"))
        page.on("requestfailed", self._hear_failure)

    def __getattr__(self, name):
        return getattr(self.page, name)

    def goto(self, path: str, *, status: int = 200):
        """Open an address and expect its status."""
        self._expected_status = status
        response = self.page.goto(path)
        assert response.status == status, f"{path} answered {response.status}"
        return response

    def expect_status(self, status: int):
        """What comes next is meant to be answered with this status: the browser complains of it, the story does not."""
        self._expected_status = status

    def check(self):
        """Every check that needs no story: call it on each page a story comes by."""
        self.check_fits()
        self.check_accessible()
        self.check_glyphs()
        self.check_quiet()

    def check_quiet(self):
        """No script error, no refused style, script or picture, nothing missing."""
        assert not self.problems, "\n".join(self.problems)

    def check_accessible(self):
        """No violation of WCAG 2.2 A and AA, nor of good practice, that axe can see."""
        results = Axe().run(self.page)
        assert not results.violations_count, results.generate_report()

    def check_fits(self):
        """The page never scrolls sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px too wide at {self.page.viewport_size['width']} px"

    def check_glyphs(self, selector: str = "h1"):
        """The heading is drawn with our font: a page of missing glyphs passes every other check."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        document = session.send("DOM.getDocument")["root"]["nodeId"]
        node = session.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert fonts, f"{selector} draws no text"
        assert {font["familyName"] for font in fonts} == {OURS}, fonts
        session.detach()

    def picture(self, name: str, *, tallest: int = 1_300):
        """Pictures `<name>-390.png` and `<name>-1280.png` from the page's top, `tallest` pixels at most."""
        before = self.page.viewport_size
        self.shots.mkdir(parents=True, exist_ok=True)
        paths = []
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": 844})
            paths.append(self.shots / f"{name}-{width}.png")
            height = min(tallest, self.page.evaluate("document.documentElement.scrollHeight"))
            clip = {"x": 0, "y": 0, "width": width, "height": height}
            self.page.screenshot(path=paths[-1], full_page=True, clip=clip)
        self.page.set_viewport_size(before)
        return paths

    def close(self):
        """The end of the story: whatever the browser complained of comes out now."""
        self.page.context.close()
        self.check_quiet()

    def _hear(self, message):
        expected = f"status of {self._expected_status} " in message.text and self._expected_status != 200
        if message.type in {"error", "warning"} and not expected:
            self.problems.append(f"{message.type} on {self.page.url}: {message.text}")

    def _hear_failure(self, request):
        # a navigation that another one overtakes is no failure
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{request.url} failed: {request.failure}")
