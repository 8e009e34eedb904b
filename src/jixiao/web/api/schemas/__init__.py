"""What programs send and get; money is yuan as a decimal string, days and times are ISO 8601."""
