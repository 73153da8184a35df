"""Data entry: records keyed twice blind and proved by control totals, and lists cleaned by stated rules.

`double_key` compares two keyings, `controls` proves a batch against its header, `cleaning` tidies contact lists.
"""
