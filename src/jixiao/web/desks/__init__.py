"""The desks: what clerks and reviewers work at (工作台); a folder for each stage of the cycle."""
