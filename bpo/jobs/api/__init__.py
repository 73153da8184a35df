"""Jobs for programs: hand in, list, look at, hurry."""

from bpo.platform.api import PREFIX, Door

bp = Door("jobs_api", __name__, url_prefix=PREFIX, description="Jobs and batches")

from bpo.jobs.api import handing_in, jobs  # noqa: E402, F401 - they use `bp`
