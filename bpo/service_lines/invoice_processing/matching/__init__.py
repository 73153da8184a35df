"""Matching: an invoice held against what the buyer knows. Vendors, orders, receipts, what was booked, and a policy.

`engine.match` is pure: a record, `Books` and a `Policy` in; findings and pairs of lines out. The same engine
serves `./run match` (books from the CSV files of a folder: `folder`) and the work type's `assess` (books from
the client's lists and earlier jobs: `from_reference`).
"""
