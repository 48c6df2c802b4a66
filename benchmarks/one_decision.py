"""T4: what does one decision with its whole trace cost, beside plain Python that answers clause by clause?

``T4`` asks about the worked cases, of which nearly all facts are known, ``T4-drawn`` about facts drawn by chance, from
nothing known to everything.
``python -m benchmarks.one_decision [--small]``
"""

from __future__ import annotations

from benchmarks.decisions_sample import WORDING, Incident, cases, drawn
from benchmarks.options import Options, read_options
from benchmarks.plain_decision import PlainAnswers, cover_of, plain_decision
from benchmarks.timing import Watch, alternate, report, timed, wait_for_idle
from sonae.core.coverage import Decision, decide
from sonae.core.coverage_trace import decision_line
from sonae.core.wording import Wording
from sonae.loader import load_catalogue

DRAWN, DRAWN_SMALL = 3000, 200


def main(options: Options) -> None:
    """Check that both give the same answers, then time them on the same incidents."""
    catalogue = load_catalogue()
    wording = catalogue.wordings[WORDING]
    worked = cases(catalogue)
    covers = list({id(one.terms): one.terms for one in worked}.values())
    samples = {"T4": worked, "T4-drawn": list(drawn(wording, covers, DRAWN_SMALL if options.small else DRAWN))}
    for goal, incidents in samples.items():
        _check(wording, incidents)
        _time(goal, wording, incidents[: len(worked)], options)


def _check(wording: Wording, incidents: list[Incident]) -> None:
    """Refuse to time programs that do not answer the same; a wording that was changed is changed by hand as well."""
    for one in incidents:
        decision = decide(one.terms, one.facts, wording)
        assert isinstance(decision, Decision)
        plain = plain_decision({name: known.value for name, known in one.facts.items()}, cover_of(wording, one.terms))
        assert PlainAnswers(decision.met, decision.answers) == plain, sorted(
            {**decision.met, **decision.answers}.items() ^ {**plain.clauses, **plain.answers}.items(), key=str
        )


def _time(goal: str, wording: Wording, incidents: list[Incident], options: Options) -> None:
    known = [({name: one.value for name, one in two.facts.items()}, cover_of(wording, two.terms)) for two in incidents]

    def ours() -> None:
        for one in incidents:
            found = decide(one.terms, one.facts, wording)
            assert isinstance(found, Decision)
            decision_line(found)

    def plain() -> None:
        for facts, cover in known:
            plain_decision(facts, cover)

    idle = wait_for_idle(options.wait_s)
    watch = Watch()
    best = alternate({"ours": lambda: timed(ours), "plain": lambda: timed(plain)}, options.rounds)
    report(
        goal,
        what=f"one decision with trace / the same clauses in plain Python, mean of {len(incidents)} incidents",
        ours_s=best["ours"] / len(incidents),
        other_s=best["plain"] / len(incidents),
        ratio=best["ours"] / best["plain"],
        small=options.small,
        decisions_per_s=round(len(incidents) / best["ours"]),
        rounds=options.rounds,
        idle_before=idle,
        idle_during=watch.idle_share(),
    )


if __name__ == "__main__":
    main(read_options(__doc__))
