"""Payroll: gross to net by dated parameters, every figure explained; pay runs checked before anybody is paid.

`us_federal` and `uk_paye` are the calculators, `parameters` the figures of each year, `pay_run` a whole period.
"""
