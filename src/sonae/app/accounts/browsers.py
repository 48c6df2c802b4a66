"""Which browser on which machine is it, in words? What browsers say of themselves is long and names each other."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

# the first that is found counts: Edge says that it is Chrome too, and Chrome that it is Safari
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
            "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
MACHINES = {"Windows": "Windows", "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "CrOS": "ChromeOS",
            "Mac OS X": "Mac", "Linux": "Linux"}  # fmt: skip
LONGEST = 60


def browser(user_agent: str) -> str:
    """Windows の Chrome; what is neither known stays as it said itself, cut short."""
    name = next((words for mark, words in BROWSERS.items() if re.search(rf"{mark}\w*/", user_agent)), "")
    machine = next((words for mark, words in MACHINES.items() if mark in user_agent), "")
    if name and machine:
        return _("%(machine)s の %(browser)s") % {"machine": machine, "browser": name}
    return name or machine or user_agent[:LONGEST] or _("不明")
