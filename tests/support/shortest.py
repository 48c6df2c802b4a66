"""How few questions could have led to the same decision, for somebody who knew beforehand what matters?

The shortest path asks the smallest set of the case's facts after which nothing is open that the whole case settles, and
what is then still asked although nobody can answer it. Exact: whatever set is too small is grown as far as it stays too
small, and each sufficient set must hold one of the facts left out; the smallest that do are tried until one suffices.
"""

from sonae.core.coverage import given_values, judge
from sonae.core.fact_reading import derive
from sonae.core.interview import answered, begin, next_fact, standing
from sonae.core.problems import Refusal
from sonae.core.questions import next_questions


def interviewed(case):
    """The questions of an interview that begins with nothing; what the case does not say, nobody knows."""
    interview = begin(case.wording, case.terms, {})
    while name := next_fact(interview, standing(interview)):
        known = case.facts.get(name)
        interview = answered(interview, name, known.value if known else None)
        assert not isinstance(interview, Refusal), f"{case.code}: {name} contradicts"
    return interview


def unanswerable(decision):
    """The questions that are asked although nobody can answer them, where all else that the case says is known."""
    skip = []
    while asked := next_questions(decision, skip)[:1]:
        skip += asked
    return skip


class Search:
    def __init__(self, case):
        self.wording, self.terms = case.wording, case.terms
        self.facts = {name: one for name, one in case.facts.items() if not one.rule}
        self.given = given_values(self.wording, self.terms)
        whole = self.decided(self.facts)
        self.open = unanswerable(whole)
        self.target = self.result(whole)
        self.known = {}

    def decided(self, facts):
        known = derive(facts, self.given, self.wording.implications)
        assert not isinstance(known, Refusal)
        return judge(self.terms, known, self.given, self.wording)

    @staticmethod
    def result(decision):
        """What a path must reach: every answer, every duty not kept, and whether it is settled."""
        return tuple((one.answer, one.reduced, one.settled) for one in decision.outcomes)

    def enough(self, names):
        key = frozenset(names)
        if key not in self.known:
            decision = self.decided({name: self.facts[name] for name in names})
            self.known[key] = self.result(decision) == self.target
        return self.known[key]

    def least(self):
        """The smallest number of questions, those that nobody can answer included."""
        return len(self.open) + len(self.smallest())

    def smallest(self):
        """The smallest set of facts that is enough."""
        to_hit = []
        while not self.enough(found := hitting(to_hit)):
            grown = set(found)
            for name in self.facts:
                if name not in grown and not self.enough(grown | {name}):
                    grown.add(name)
            to_hit.append(frozenset(self.facts) - grown)
        return found


def hitting(sets):
    """The smallest set that has something in common with each of these."""
    names = sorted(frozenset().union(*sets))
    bound = greedy(sets)
    best = bound

    def search(chosen, left):
        nonlocal best
        if not left:
            best = chosen
            return
        if len(chosen) + disjoint(left) >= len(best):
            return
        for name in sorted(min(left, key=len)):
            search(chosen | {name}, [one for one in left if name not in one])

    if names:
        search(frozenset(), list(sets))
    return best


def greedy(sets):
    left, chosen = list(sets), set()
    while left:
        names = sorted(frozenset().union(*left))
        most = max(names, key=lambda name: sum(name in one for one in left))
        chosen.add(most)
        left = [one for one in left if most not in one]
    return frozenset(chosen)


def disjoint(sets):
    """How many sets have nothing in common: as many names are needed at least."""
    seen, count = frozenset(), 0
    for one in sorted(sets, key=len):
        if seen.isdisjoint(one):
            seen, count = seen | one, count + 1
    return count
