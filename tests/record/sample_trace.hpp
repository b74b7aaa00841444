// Traces in the tests: written, and compared.
#pragma once

#include <string>
#include <vector>

#include "sim/record/event.hpp"

namespace crossflow::test {

/// Gives a sink the log in blocks of no particular size; the run ends a minute after the last event.
void feed(EventSink& sink, const std::vector<Event>& log);

/// A result file with the trace of one replication.
void write_trace(const std::string& path, const std::vector<Event>& log, std::uint32_t replication = 0);

bool same(const std::vector<Event>& a, const std::vector<Event>& b);

}  // namespace crossflow::test
