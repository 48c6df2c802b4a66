"""R1: what does one quote with its whole trace cost, beside plain Python that answers in figures only?

``python -m benchmarks.one_quote [--small]``
"""

from __future__ import annotations

from benchmarks.options import Options, read_options
from benchmarks.plain import arguments, figures_of, plain_quote, tables_of
from benchmarks.sample import NOW, SCHEME, asks
from benchmarks.timing import Watch, alternate, report, timed, wait_for_idle
from sonae.core.asking import check
from sonae.core.quote import Quote, answer_for, quote
from sonae.loader import load_catalogue


def main(options: Options) -> None:
    """Check that both give the same figures, then time them on the same requests."""
    catalogue = load_catalogue()
    scheme = catalogue.schemes[SCHEME]
    tariff = catalogue.tariff_of(scheme)
    assert tariff is not None
    tables = tables_of(scheme, tariff)
    wanted = asks(scheme, 100 if options.small else 1000)
    pairs = [(ask, arguments(ask, NOW)) for ask in wanted]
    answered = []
    for ask, plain in pairs:
        checked = check(scheme, ask)
        assert isinstance(checked, tuple)
        answer = answer_for(scheme, tariff, *checked, ask, NOW)
        assert figures_of(answer) == plain_quote(tables, *plain), ask
        if isinstance(quote(scheme, tariff, ask, now=NOW), Quote):
            answered.append((ask, plain))

    idle = wait_for_idle(options.wait_s)
    watch = Watch()

    def ours() -> None:
        for ask, _ in answered:
            quote(scheme, tariff, ask, now=NOW)

    def plain() -> None:
        for _, plain in answered:
            plain_quote(tables, *plain)

    best = alternate({"ours": lambda: timed(ours), "plain": lambda: timed(plain)}, options.rounds)
    report(
        "R1",
        what=f"one quote with trace / the same rule in plain Python, mean of {len(answered)} requests",
        ours_s=best["ours"] / len(answered),
        other_s=best["plain"] / len(answered),
        ratio=best["ours"] / best["plain"],
        small=options.small,
        rounds=options.rounds,
        idle_before=idle,
        idle_during=watch.idle_share(),
    )


if __name__ == "__main__":
    main(read_options(__doc__))
