"""Pages for people: the report of an audit and of a comparison, each one file of HTML (报告)."""
