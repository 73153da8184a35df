"""Playing the month: the real services, driven by a clock and a cast of our own."""

from workers.demo.driver.hasty import hasty_engine
from workers.demo.driver.month import make_month
from workers.demo.driver.summary import Summary

__all__ = ["Summary", "hasty_engine", "make_month"]
