#include "tests/record/sample_trace.hpp"

#include <algorithm>

#include "sim/record/result_file.hpp"
#include "sim/record/trace_writer.hpp"
#include "tests/record/sample.hpp"

namespace crossflow::test {

void feed(EventSink& sink, const std::vector<Event>& log) {
  constexpr std::size_t sizes[] = {1, 4096, 17, 1000};
  std::size_t at = 0;
  for (std::size_t i = 0; at < log.size(); ++i) {
    const std::size_t size = std::min(sizes[i % 4], log.size() - at);
    sink.consume(std::span(log).subspan(at, size));
    at += size;
  }
  sink.finish(log.empty() ? 0 : log.back().tick + minute);
}

void write_trace(const std::string& path, const std::vector<Event>& log, std::uint32_t replication) {
  ResultWriter writer(path, sample_directory(), sample_info());
  {
    TraceWriter trace(writer, sample_directory(), replication);
    feed(trace, log);
  }
  writer.append(sample_rows(replication));
  writer.finish(sample_run());
}

bool same(const std::vector<Event>& a, const std::vector<Event>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Event& x, const Event& y) {
    return x.tick == y.tick && x.entity == y.entity && x.value == y.value && x.station == y.station &&
           x.server == y.server && x.kind == y.kind && x.aux == y.aux;
  });
}

}  // namespace crossflow::test
