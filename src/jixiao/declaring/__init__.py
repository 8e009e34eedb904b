"""A declaration while it is written (绩效目标申报): typed texts that become a project, and what the rules say of each field."""
