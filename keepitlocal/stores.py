"""A store in each worker's memory that ends at a number of bytes, not of entries alone."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache


class BoundedStore(LocMemCache):
    """Drops what was asked for longest ago as soon as all entries together exceed ``MAX_BYTES``.

    A stranger chooses what is kept: two thousand searches whose downloads each hold half the
    register would otherwise fill a worker's memory.
    """

    def __init__(self, name, params):
        super().__init__(name, params)
        self.most = params["OPTIONS"]["MAX_BYTES"]

    def _set(self, key, value, timeout=DEFAULT_TIMEOUT):
        """Called by ``set`` and ``add`` with the store locked; ``value`` are the bytes that are kept."""
        super()._set(key, value, timeout)
        size = sum(map(len, self._cache.values()))
        while size > self.most:
            dropped, content = self._cache.popitem()
            del self._expire_info[dropped]
            size -= len(content)
