"""The demonstration: an invented city, its agencies and people, their files, and what happened with each project (演示数据)."""
