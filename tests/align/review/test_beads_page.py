"""Journeys through the pages of beads by keyboard alone, in a browser, with the demo's project."""

import shutil
from itertools import pairwise

import pytest

import tmx
from align.run import run_project
from corpus.model import Bead, Kind
from tests.align.review import made_project
from tests.align.review.reader import CURRENT, Reader
from tests.align.review.running import serving

ARRIVAL = "中国外交部副部长周启明在机场迎接。"
PLENTY = 40_000


@pytest.fixture
def reader(page) -> Reader:
    """Someone who has opened the pair of the demo that needs it most, from the list."""
    opened = Reader(page)
    opened.wait_until_ready()
    opened.press("n")
    page.wait_for_selector(CURRENT)
    return opened


@pytest.fixture
def harbour(tmp_path, window):
    """Opens a made document of so many beads; every seventh is weak."""
    with_ = []

    def open_one(count=40, **settings):
        scores = [0.3 + n % 50 / 100 if n % 7 == 3 else 0.97 for n in range(count)]
        project = made_project.make(tmp_path / f"made-{count}", made_project.lines(count), scores)
        server = serving(project)
        served = server.__enter__()
        with_.append(server)
        opened = Reader(window(served, **settings))
        opened.open(f"{served.origin}/pairs/{made_project.ZH}/{made_project.EN}")
        return opened

    yield open_one
    for server in with_:
        server.__exit__(None, None, None)


def test_a_weak_bead_is_confirmed_and_enters_the_memory(served, reader):
    left = reader.left()
    reader.press("n")
    while not (reader.side("zh") and reader.side("en") and "weak" in reader.bead().lower()):
        reader.press("n")  # passes what has no counterpart, and a sure one of the sample
    zh = "".join(reader.side("zh"))

    reader.do("c", "confirmed")

    assert "confirmed" in reader.bead()
    assert reader.left() == left - 1
    assert reader.has_focus()
    assert zh not in units(served.project)
    run_project([], served.project)
    assert zh in units(served.project)


def test_a_bead_is_merged_undone_split_and_confirmed_and_stands_so_in_the_memory(served, reader):
    reader.find(ARRIVAL, "j")
    (arrival,) = reader.side("zh")
    reader.do("m", "merged")
    following = reader.side("zh")[1]
    reader.do("z", "undone")
    reader.press("g")
    reader.hear("the same")  # nothing else is known than when it was found
    reader.do("m", "merged")

    run_project([], served.project)
    assert arrival + following in units(served.project)
    reader.do("c", "changed elsewhere")
    reader.press("s")
    reader.do("Enter", "split")
    run_project([], served.project)
    assert arrival in units(served.project)
    assert arrival + following not in units(served.project)


def units(project):
    return {unit.segments["zh-CN"] for unit in tmx.read(project / "memory.tmx")}


def test_merge_split_undo_and_redo(reader):
    reader.press("Home")
    before = reader.beads()
    first = reader.side("zh")
    reader.do("m", "merged")
    merged = reader.side("zh")
    assert merged[0] == first[0]
    assert len(merged) > len(first)

    reader.press("s")
    reader.press("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowRight")
    reader.press("ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown")
    reader.do("Enter", "split")

    assert reader.side("zh") == first
    reader.do("z", "undone")
    assert reader.side("zh") == merged
    reader.do("Control+z", "undone")
    assert reader.beads() == before
    reader.do("Shift+Z", "done again")
    assert reader.side("zh") == merged


def test_merge_with_the_bead_before(reader):
    reader.press("Home")
    first = reader.side("en")
    reader.press("j")
    second = reader.side("en")

    reader.do("Shift+M", "merged")

    assert reader.side("en") == first + second


@pytest.mark.parametrize("side", ["zh", "en"])
def test_borders_move_on_one_side_only(harbour, side):
    reader = harbour()
    other = "en" if side == "zh" else "zh"
    down, up = ("d", "u") if side == "zh" else ("Shift+D", "Shift+U")
    reader.press("j")
    one, stays = reader.side(side), reader.side(other)

    reader.do(down, "moved")

    assert len(reader.side(side)) == len(one) + 1
    assert reader.side(other) == stays
    reader.do(up, "moved")
    assert reader.side(side) == one


def test_an_omission_parts_both_sides(harbour):
    reader = harbour()
    reader.press("j", "j", "j")
    (zh,) = reader.side("zh")

    reader.do("o", "omission")

    assert reader.side("zh") == [zh]
    assert reader.side("en") == []
    assert "omission" in reader.bead()
    reader.press("j")
    assert reader.side("zh") == []
    assert "omission" in reader.bead()


def test_a_note_is_typed_through_an_input_method(harbour):
    reader = harbour()
    reader.press("j", "j", "f")
    ime = reader.page.context.new_cdp_session(reader.page)
    ime.send("Input.imeSetComposition", {"text": "fuhe", "selectionStart": 4, "selectionEnd": 4})
    composing = "{key: 'Enter', isComposing: true, bubbles: true, cancelable: true}"
    reader.page.evaluate(
        f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {composing}))"
    )
    assert reader.page.locator("#flag").is_visible()
    ime.send("Input.insertText", {"text": "复核"})

    reader.do("Enter", "noted")

    assert "⚑ 复核" in reader.bead()
    assert reader.page.locator(f'{CURRENT} .note [lang="zh-Hans"]').inner_text() == "复核"
    assert reader.has_focus()
    reader.press("f")
    reader.press("Delete")
    reader.do("Enter", "not")
    assert "⚑" not in reader.bead()


def test_keys_of_an_input_method_do_nothing_to_beads(harbour):
    reader = harbour()
    before = reader.beads()
    for key in ("c", "m", "Enter"):
        reader.page.evaluate(
            "key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
            " {key, isComposing: true, bubbles: true, cancelable: true}))",
            key,
        )
    reader.do("c", "confirmed")  # the first one that counts
    reader.do("z", "undone")
    assert reader.beads() == before


def test_sentences_are_split_at_the_cursor_and_joined_again(harbour):
    reader = harbour()
    reader.press("j")
    (whole,) = reader.side("zh")

    reader.press("e", "Control+Home", *["ArrowRight"] * 4)
    reader.do("Enter", "split")

    assert reader.side("zh") == [whole[:4], whole[4:]]
    assert reader.has_focus()
    reader.press("j")
    assert reader.side("zh")[0].startswith("第2号")  # all that follows is counted anew
    reader.press("k", "e", "Tab", "Tab")
    reader.do("Enter", "joined")
    assert reader.side("zh") == [whole]
    reader.do("z", "undone")
    assert reader.side("zh") == [whole[:4], whole[4:]]


def test_the_text_of_a_sentence_cannot_be_changed(harbour):
    reader = harbour()
    reader.press("e")
    area = reader.page.locator("#sentences textarea").first
    before = area.input_value()
    reader.page.keyboard.type("x复核")
    assert area.input_value() == before
    reader.press("Escape")
    assert reader.has_focus()


def test_a_rejected_bead_does_not_come_back(served, reader):
    reader.find(ARRIVAL, "j")
    zh, en = reader.side("zh"), reader.side("en")

    reader.do("r", "rejected")
    assert (reader.side("zh"), reader.side("en")) != (zh, en)

    run_project([], served.project)
    assert (ARRIVAL, " ".join(en)) not in {
        tuple(unit.segments.values()) for unit in tmx.read(served.project / "memory.tmx")
    }


def test_realigning_is_shown_before_it_is_done(reader):
    reader.find(ARRIVAL, "j")
    reader.do("r", "rejected")
    before = reader.beads()
    reader.press("g")
    reader.page.wait_for_function(
        "() => document.getElementById('preview').open"
        " || document.getElementById('said').textContent.includes('the same')"
    )
    if not reader.page.locator("#preview").is_visible():
        return  # rejecting had it aligned already
    shown = reader.page.locator("#preview .bead.new").count()
    assert shown
    reader.press("Escape")
    assert reader.beads() == before
    reader.press("g")
    reader.page.wait_for_selector("#preview[open]")
    reader.do("Enter", "realigned")
    assert reader.has_focus()
    reader.do("z", "undone")
    assert reader.beads()[: len(before)] == before  # heights are known by now: one more is drawn


def test_confirming_from_the_last_confirmed_bead_to_here(harbour):
    reader = harbour()
    reader.do("c", "confirmed")
    reader.press(*["j"] * 5)

    reader.press("Shift+C")
    reader.do("Enter", "confirmed")  # a weak one is among them

    done = [text for text in reader.beads()[:8] if "confirmed" in text]
    assert len(done) == 6
    reader.do("x", "not confirmed")
    assert "confirmed" not in reader.bead()


def test_enter_confirms_and_leads_on_until_nothing_is_left(harbour):
    reader = harbour(20)
    assert reader.left() == 3
    reader.press("n")
    for _ in range(3):
        reader.do("Enter", "confirmed")
    for _ in range(5):  # what is mixed in of the sure ones
        if reader.page.evaluate("document.getElementById('said').textContent").startswith(
            "nothing"
        ):
            break
        reader.press("Enter")
        reader.page.wait_for_timeout(200)
    assert reader.left() == 0


def test_undo_goes_back_to_the_beginning_and_redo_to_the_end(harbour):
    reader = harbour()
    before = reader.beads()
    done = {"c": "confirmed", "m": "merged", "d": "moved", "o": "omission", "Shift+D": "moved"}
    for key, words in done.items():
        reader.press("j")
        reader.do(key, words)
    reader.press("Home")
    after = reader.beads()

    for _ in range(5):
        reader.do("z", "undone")
    reader.press("Home")
    assert reader.beads() == before
    reader.do("z", "nothing to undo")
    for _ in range(5):
        reader.do("Shift+Z", "done again")
    reader.press("Home")
    assert reader.beads() == after


def test_the_second_of_two_windows_gets_fresh_beads_and_does_nothing(served, reader, window):
    address = reader.page.url
    second = Reader(window(served))
    second.open(address)
    second.press("Home")
    reader.press("Home")
    reader.do("m", "merged")

    second.do("c", "changed elsewhere")

    assert second.beads() == reader.beads()
    second.press("j")
    second.do("c", "confirmed")
    reader.do("x", "changed elsewhere")


def test_help_lists_the_keys_and_gives_the_focus_back(harbour):
    reader = harbour()
    reader.press("j", "?")
    words = reader.page.locator("#keys").inner_text()
    for expected in ("merge with the next bead", "split", "realign", "undo", "omission"):
        assert expected in words
    before = reader.beads()
    reader.press("m")  # does nothing behind the help
    reader.press("Escape")
    assert reader.has_focus()
    assert reader.beads() == before


def test_forty_thousand_beads_take_few_elements_and_an_edit_touches_few(harbour):
    reader = harbour(PLENTY)
    elements = "document.querySelectorAll('*').length"
    assert reader.page.evaluate(elements) < 500
    reader.press("End")
    assert f"第{PLENTY - 1}号" in reader.bead()
    reader.press("Home")
    for _ in range(3):
        reader.press("PageDown")
    reader.page.evaluate(
        "window.touched = 0; new MutationObserver(all => { for (const each of all)"
        " touched += each.addedNodes.length + each.removedNodes.length; })"
        ".observe(document.body, {childList: true, subtree: true})"
    )
    reader.do("m", "merged")
    assert reader.page.evaluate("touched") < 40
    assert reader.page.evaluate(elements) < 500
    reader.do("z", "undone")
    assert reader.page.evaluate("touched") < 80
    assert reader.page.locator("#beads").get_attribute("aria-rowcount") == str(PLENTY)


def test_what_is_in_sight_stays_in_its_place_while_scrolling(harbour):
    reader = harbour(2000)
    for target in (30_000, 70_000, 50_000):
        reader.page.evaluate(f"document.getElementById('beads').scrollTop = {target}")
        reader.page.wait_for_timeout(150)
        rows = reader.page.locator("#beads .bead").evaluate_all(
            "rows => rows.map(row => [Number(row.dataset.place), row.getBoundingClientRect().top,"
            " row.getBoundingClientRect().bottom])"
        )
        for (place, _, bottom), (following, top, _) in pairwise(rows):
            assert following == place + 1
            assert abs(top - bottom) < 2
        box = reader.page.locator("#beads").bounding_box()
        assert rows[0][1] <= box["y"]
        assert rows[-1][2] >= box["y"] + box["height"]


def test_text_that_was_read_is_never_taken_for_markup(tmp_path, window):
    evil = "<img src=x onerror='document.title=`broken`'><script>document.title='broken'</script>"
    texts = [(f"第{n}句。{evil}", f"Sentence {n}. {evil}") for n in range(12)]
    project = made_project.make(tmp_path / "evil", texts, [0.4] * 12, titles=(evil, evil))
    with serving(project) as served:
        reader = Reader(window(served))
        reader.wait_until_ready()
        assert evil in reader.page.locator("#pairs").inner_text()
        reader.press("n")
        reader.page.wait_for_selector(CURRENT)
        assert evil in reader.bead()
        reader.press("f")
        reader.page.keyboard.type(evil)
        reader.do("Enter", "noted")
        assert f"⚑ {evil}" in reader.bead()
        reader.press("e")
        assert evil in reader.page.locator("#sentences textarea").first.input_value()
        assert "broken" not in reader.page.title().removeprefix(evil).replace(evil, "")
        address = reader.page.url.partition("#")[0]
        reader.page.goto(f"{address}?plain=1")
        assert reader.page.locator("td .s").first.inner_text().endswith(evil)
        assert reader.page.locator("main img, main script").count() == 0


def test_plain_pages_number_every_bead_and_need_no_script(harbour):
    reader = harbour(250)
    address = reader.page.url.partition("#")[0]
    context = reader.page.context.browser.new_context(java_script_enabled=False)
    context.add_cookies(reader.page.context.cookies())
    plain = context.new_page()
    plain.goto(f"{address}?plain=1&page=2")
    numbers = plain.locator("tbody th").all_inner_texts()
    assert numbers == [str(n) for n in range(101, 201)]
    assert (
        plain.locator("tbody tr")
        .nth(2)
        .locator('td[lang="zh-Hans"]')
        .inner_text()
        .startswith("第102号")
    )
    plain.get_by_role("link", name="Next").first.click()
    assert plain.locator("tbody th").count() == 50
    plain.goto(address)
    assert plain.get_by_role("link", name="The plain pages").is_visible()
    context.close()


def test_the_page_fits_a_phone(harbour):
    reader = harbour(30, viewport={"width": 360, "height": 720}, has_touch=True)
    page = reader.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Merge with next").tap()
    reader.hear("merged")
    page.locator("#undo").tap()
    reader.hear("undone")
    buttons = page.locator(f"{CURRENT} .bar button:visible")
    assert buttons.count() <= 6
    page.get_by_role("button", name="More").tap()
    assert buttons.count() > 12
    for name in ("#next", "#undo", "#redo"):
        assert page.locator(name).bounding_box()["height"] >= 36


def test_the_strip_leads_to_the_place_that_is_clicked(harbour):
    reader = harbour(200)
    box = reader.page.locator("#strip").bounding_box()
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 5)
    assert any(f"第{n}号" in reader.bead() for n in (99, 100, 101))


def test_what_was_done_is_there_after_the_server_was_started_again(demo, tmp_path, window):
    project = tmp_path / "out"
    shutil.copytree(demo.out, project)
    for words in ("confirmed", "not confirmed any more"):
        with serving(project) as served:
            reader = Reader(window(served))
            reader.wait_until_ready()
            reader.press("n")
            reader.page.wait_for_selector(CURRENT)
            reader.press("Home")
            reader.do("c" if words == "confirmed" else "x", words)
    with serving(project) as served:
        reader = Reader(window(served))
        reader.wait_until_ready()
        reader.press("n")
        reader.page.wait_for_selector(CURRENT)
        reader.press("Home")
        reader.do("z", "undone")
        assert "confirmed" in reader.bead()


def test_a_page_down_shows_what_the_lower_edge_cut_off_at_the_top(harbour):
    reader = harbour(120)
    reader.press("Home")
    at = "Number(document.querySelector('#beads .bead[aria-selected=true]').dataset.place)"
    edges = (
        "() => { const row = document.querySelector('#beads .bead[aria-selected=true]')"
        ".getBoundingClientRect(); const list = document.getElementById('beads')"
        ".getBoundingClientRect(); return [row.top - list.top, row.bottom - list.bottom]; }"
    )
    page = reader.page
    places = [0]
    for _ in range(4):
        reader.press("PageDown")
        places.append(page.evaluate(at))
        assert abs(page.evaluate(edges)[0]) < 4
    steps = [b - a for a, b in pairwise(places)]
    assert min(steps) >= 3
    reader.press("PageUp")
    assert abs(page.evaluate(edges)[1]) < 4
    assert places[3] - 2 <= page.evaluate(at) < places[4]
    reader.press(*["PageUp"] * 9)
    assert page.evaluate(at) <= 1


def test_weak_beads_come_before_spot_checks_and_these_are_named(harbour):
    reader = harbour(200)
    for _ in range(2):
        reader.press("n")
        assert "weak" in reader.bead().lower()
    reader.find("spot check")
    assert "weak" not in reader.bead().lower()
    left = reader.left()
    reader.do("c", "confirmed")
    assert reader.left() == left


def test_many_with_weak_ones_among_them_are_confirmed_only_when_it_is_meant(harbour):
    reader = harbour()
    reader.press(*["j"] * 12)
    before = reader.beads()
    reader.press("Shift+C")
    said = reader.page.locator("#sure output").inner_text()
    assert said == "13 beads, 2 of them weak, from the first bead on, as none before is confirmed."
    reader.press("Escape")
    assert reader.beads() == before
    assert reader.has_focus()
    reader.press("Shift+C")
    reader.do("Enter", "13 confirmed, 2 of them weak; 4 weak left")
    assert reader.has_focus()
    reader.do("z", "undone: confirmation of 1–13")


def test_what_a_person_made_has_no_probability(harbour):
    reader = harbour()
    reader.press("j")
    reader.do("m", "merged")
    assert "by hand 人工" in reader.bead()
    assert "0.00" not in reader.bead()
    reader.press("j")
    reader.do("r", "rejected")
    assert "by hand 人工" in reader.bead()
    assert "0.00" not in reader.bead()


def test_a_flag_is_counted_and_found_again(harbour):
    reader = harbour()
    assert reader.page.locator("#flagged-tally").is_hidden()
    reader.do("Shift+F", "no bead has a note")
    reader.press(*["j"] * 6)
    reader.press("f")
    reader.page.keyboard.type("?")
    reader.do("Enter", "noted")
    assert reader.page.locator("#flagged").inner_text() == "1"
    reader.press("Home", "Shift+F")
    assert "⚑" in reader.bead()
    reader.do("s", "o parts them")


def test_a_server_that_was_started_again_is_told_from_one_that_refuses(harbour):
    reader = harbour(9)
    reader.page.route("**/operations", lambda route: route.abort())
    reader.do("c", "open the address that it printed last")
    reader.page.unroute("**/operations")
    token = {"status": 403, "json": {"error": "X-Duizhao-Token is missing"}}
    reader.page.route("**/operations", lambda route: route.fulfill(**token))
    reader.do("c", "load it again")


def test_where_nothing_is_paired_there_is_nothing_to_confirm(tmp_path, window):
    beads = [Bead((0,), (0,), 0.9), Bead((2,), (2,), 0.5)]
    kind = {"kind": Kind.COMPARABLE, "beads": beads}
    project = made_project.make(tmp_path / "mined", made_project.lines(3), [], **kind)
    with serving(project) as served:
        reader = Reader(window(served))
        reader.open(f"{served.origin}/pairs/{made_project.ZH}/{made_project.EN}")
        reader.press("j")
        assert "not paired" in reader.bead()
        reader.do("c", "nothing is paired here")
        assert "not paired" in reader.bead()
        reader.press("Enter")
        assert "weak" in reader.bead().lower()
