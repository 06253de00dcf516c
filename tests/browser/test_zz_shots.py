import pytest
from tests.browser.test_desk_aside import *
from tests.browser.looking import show

def test_shots(at_desk, pact):
    page = at_desk()
    for (w,h) in ((390,844),(1093,560)):
        for scheme in ("light","dark"):
            show(page,(w,h),scheme)
            page.evaluate("document.getElementById('aside').scrollIntoView()")
            page.screenshot(path=f"/tmp/shot_{w}_{scheme}.png")
    show(page,(390,844),"light")
    page.screenshot(path=f"/tmp/shot_full.png", full_page=True, clip={"x":0,"y":0,"width":390,"height":1500})
    page.goto(address(pact, "move", "sign"))
    page.screenshot(path=f"/tmp/shot_move.png")
