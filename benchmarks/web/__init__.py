"""The web application measured against bare floors in the same process: raw SQL, a bare page of Django, a bare write."""
