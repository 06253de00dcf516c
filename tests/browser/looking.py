"""What axe, and the four widths, say of the page that is open."""

from pathlib import Path

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async (options) => (await axe.run(document, {resultTypes: ["violations"], ...options})).violations
    .map(found => `${found.id}: ${found.nodes.map(node => node.target.join(" ")).join(" | ")}`)"""
# A colour on its way from light to dark is neither.
STILL = "() => document.getAnimations().every((animation) => animation.playState !== 'running')"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PHONE, LARGE = (390, 844), (1360, 900)
SCREENS = [(320, 640), PHONE, (1093, 560), LARGE]
LOOKS = [(PHONE, "light"), (PHONE, "dark"), (LARGE, "light")]
# Between light and dark nothing differs but colours.
OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def faults(page, looks=LOOKS):
    """Return what axe says of the page on a phone, light and dark, and a large screen; and where it scrolls sideways.

    The page is loaded once: what differs between screens is its style alone.
    """
    before, found = page.viewport_size, []
    page.evaluate(AXE)
    for screen, scheme in looks:
        show(page, screen, scheme)
        rules = OF_COLOURS if scheme == "dark" else {}
        found += [f"{page.url} {screen[0]} {scheme} {fault}" for fault in page.evaluate(RUN, rules)]
    for screen in SCREENS:
        show(page, screen)
        if page.evaluate(SIDEWAYS):
            found.append(f"{page.url} scrolls sideways at {screen[0]}")
    show(page, (before["width"], before["height"]), "light")
    return found


def faults_of(page, addresses):
    """The same of several pages, opened one after the other."""
    found = []
    for address in addresses:
        page.goto(address)
        found += faults(page)
    return found


def show(page, screen, scheme=None):
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    if scheme:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_function(STILL)
