"""Documents for the demo month, tests and benchmarks: invoices that add up, in many forms."""
