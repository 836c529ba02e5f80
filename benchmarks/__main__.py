"""All benchmarks of `make bench`, in turn."""

from benchmarks import bench_commands, bench_hot_path, bench_values

bench_hot_path.main()
bench_values.main()
bench_commands.main()
