"""The interface for programs (接口): everything that the screens do, described by OpenAPI at ``/api/v1/docs``."""
