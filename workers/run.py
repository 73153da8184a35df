"""One RQ worker. The application is imported and rehearsed before RQ forks, and no connection is left open, so
messages start soon.
"""

import sys

from redis import Redis
from rq import Queue, Worker
from rq.serializers import JSONSerializer
from rq.worker import RoundRobinWorker

from bpo.platform.messages import AUTOMATION, EVENTS
from bpo.platform.spawn import forked_children_die_with_me
from workers import doors


def worker_on(connection: Redis) -> Worker:
    """A worker that takes turns between the queues after each message.

    RQ's own order serves the first queue until it is empty: then a flood of events would leave documents unread, or
    one of documents events unfollowed. So none waits longer than the other's one message (`doors.SPELL_SECONDS`).
    """
    queues = [Queue(name, connection=connection, serializer=JSONSerializer) for name in (EVENTS, AUTOMATION)]
    worker = RoundRobinWorker(
        queues, connection=connection, serializer=JSONSerializer, maintenance_interval=60
    )
    worker.max_connection_wait_time = 5.0  # RQ would rest for up to a minute after Redis is back
    return worker


def main() -> int:
    """Work until told to stop."""
    house = doors.app()
    doors.sandbox()
    doors.rehearse()
    forked_children_die_with_me()
    worker_on(house.extensions["messenger"].connection).work(with_scheduler=False, logging_level="WARNING")
    return 0


if __name__ == "__main__":
    sys.exit(main())
