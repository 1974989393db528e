"""The stores of pages and of their pieces end at a number of bytes."""

from django.conf import settings
from django.core.cache import caches

from keepitlocal.stores import BoundedStore


def store(name, most):
    return BoundedStore(name, {"OPTIONS": {"MAX_ENTRIES": 100, "MAX_BYTES": most}})


def test_what_was_asked_for_longest_ago_goes_first():
    small = store("small", 3_500)
    for key in "abc":
        small.set(key, key * 1_000)
    small.get("a")
    small.set("d", "d" * 1_000)

    assert [key for key in "abcd" if small.get(key)] == ["a", "c", "d"]


def test_however_many_strangers_ask_it_stays_within_its_bytes():
    small = store("flooded", 10_000)
    for number in range(90):
        small.set(f"page-{number}", "x" * 900)

    assert sum(map(len, small._cache.values())) <= 10_000
    assert small.get("page-89")
    assert not small.get("page-0")
    assert small._expire_info.keys() == small._cache.keys()


def test_what_is_larger_than_the_store_is_not_kept():
    small = store("tiny", 500)
    small.set("page", "x" * 900)

    assert small.get("page") is None


def test_every_store_in_memory_has_an_end():
    kept = {name for name in settings.CACHES if "locmem" in settings.CACHES[name]["BACKEND"].lower()}

    assert kept == set()
    assert all(isinstance(caches[name], BoundedStore) for name in ("pages", "pieces"))
