"""A year in progress (绩效运行监控): money against its plan, results against time, what to expect at the end of the year."""
