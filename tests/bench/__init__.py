"""What a request costs the server in CPU time, beside two baselines: `python -m tests.bench`."""
