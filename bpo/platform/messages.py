"""Wake-ups for the workers, through RQ. A wake-up carries nothing: PostgreSQL knows what there is to do.

Losing all of Redis therefore loses nothing. The schedule sends the same wake-ups every second while something waits.
"""

import logging
from typing import Final

from redis import Redis, RedisError
from rq import Queue
from rq.serializers import JSONSerializer

log = logging.getLogger(__name__)

EVENTS: Final = "events"
AUTOMATION: Final = "automation"
DOORS: Final = {EVENTS: "workers.doors.follow_events", AUTOMATION: "workers.doors.work_automation"}
PENDING_AT_MOST: Final = 4
"""As many waiting wake-ups as there may be idle workers; more would say nothing new."""


class Messenger:
    """Sends wake-ups; a Redis that is away is logged, never raised: the schedule will send again."""

    def __init__(self, redis_url: str) -> None:
        self.connection = Redis.from_url(
            redis_url, socket_timeout=5, socket_connect_timeout=1, retry_on_timeout=False
        )
        self.queues = {
            name: Queue(name, connection=self.connection, serializer=JSONSerializer) for name in DOORS
        }

    def wake(self, name: str) -> bool:
        """Send a wake-up on that queue unless enough are waiting; False where Redis is away."""
        try:
            queue = self.queues[name]
            if queue.count < PENDING_AT_MOST:
                queue.enqueue(DOORS[name], result_ttl=0, failure_ttl=3600, job_timeout=600)
        except RedisError as error:
            log.warning("redis is away, the schedule will wake the workers: %s", error)
            return False
        return True
