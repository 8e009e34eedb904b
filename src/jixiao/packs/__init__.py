"""What differs between jurisdictions, as data (地区包): layout, labels, levels of review, calendar, settings of rules."""
