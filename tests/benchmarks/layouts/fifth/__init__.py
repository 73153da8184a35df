"""A fifth set of layouts: bills of many trades, with words, places and forms of their own."""
