"""The record of an event: written together under /teach/, reviewed, frozen into editions, and read by everybody."""
