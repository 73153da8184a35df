"""One RQ worker. The application is imported before RQ forks, and no connection opened, so messages start soon."""

import sys

from rq import Queue, Worker
from rq.serializers import JSONSerializer

from bpo.platform.messages import AUTOMATION, EVENTS
from bpo.platform.spawn import forked_children_die_with_me
from workers import doors


def main() -> int:
    """Work until told to stop."""
    house = doors.app()
    doors.sandbox()
    forked_children_die_with_me()
    connection = house.extensions["messenger"].connection
    queues = [Queue(name, connection=connection, serializer=JSONSerializer) for name in (EVENTS, AUTOMATION)]
    worker = Worker(queues, connection=connection, serializer=JSONSerializer, maintenance_interval=60)
    worker.max_connection_wait_time = 5.0  # RQ would rest for up to a minute after Redis is back
    worker.work(with_scheduler=False, logging_level="WARNING")
    return 0


if __name__ == "__main__":
    sys.exit(main())
