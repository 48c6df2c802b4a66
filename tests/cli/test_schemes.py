def test_schemes_lists_all_and_shows_one(sonae):
    listed = sonae("schemes", "--json").json["schemes"]
    assert {"mie-2025", "fukuoka-2025", "kagoshima-2025", "dental-2025", "jhef-2025"} <= {one["code"] for one in listed}
    assert [one["code"] for one in listed if one["example"]] == ["example"]
    assert "2025-05-05 16:00 – 2026-05-05 16:00" in sonae("schemes").out
    shown = sonae("schemes", "mie-2025").out
    assert "A (abolished) B C D E" in shown
    assert "general / psychiatric / long_term" in shown
    assert "0120-318-258" in shown


def test_one_scheme_as_json_holds_its_facts_and_plans(sonae):
    answer = sonae("schemes", "fukuoka-2025", "--json").json
    assert len(answer["plans"]) == 60
    assert answer["facts"]


def test_an_unknown_scheme_is_refused_with_its_nearest_name(sonae):
    done = sonae("schemes", "mie2025")
    assert done.code == 2
    assert "nearest: mie-2025" in done.err
