/** What this process uses, named as Prometheus names it, so that peers and gateway are read alike. */
export function usagePage(): string {
  const { user, system } = process.cpuUsage()
  return `process_cpu_seconds_total ${(user + system) / 1e6}\nprocess_resident_memory_bytes ${process.memoryUsage.rss()}\n`
}
