// The program `crossflow-view-bench`: what the viewer costs on stored traces, without a screen. See bench/README.md.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <imgui.h>

#include "sim/base/draws.hpp"
#include "viz/panels/panels.hpp"
#include "viz/replay/cursor.hpp"
#include "viz/replay/days.hpp"
#include "viz/replay/file_recording.hpp"
#include "viz/replay/overview.hpp"

namespace crossflow::viz {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

// The most memory that this process ever had, in megabytes.
double peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
  }
  return 0;
}

struct Spread {
  double median = 0, most = 0;
};
Spread spread(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {values[values.size() / 2], values.back()};
}

void measure(const std::string& path) {
  const auto begin = Clock::now();
  const Days days = days_of(ResultReader(path));
  FileRecording recording(path, days.with_trace[days.middle].replication);
  Cursor cursor(recording);
  cursor.go_to(recording.known_until() / 2);
  const double open = ms_since(begin);

  const auto fold = Clock::now();
  Overview overview(recording);
  while (!overview.advance(100'000)) {
  }
  const double folded = ms_since(fold);

  constexpr std::uint64_t jumps = 200;
  const Stream luck({1, 0, 0}, "jumps", "bench");
  std::vector<double> jump;
  for (std::uint64_t i = 0; i < jumps; ++i) {
    const auto to = static_cast<Tick>(luck.uniform(i) * static_cast<double>(recording.known_until()));
    const auto from = Clock::now();
    cursor.go_to(to);
    jump.push_back(ms_since(from));
  }

  // Sixty frames a second at the highest speed: a minute of the day each.
  std::vector<double> frame;
  cursor.go_to(0);
  for (Tick at = minute; at < recording.known_until(); at += minute) {
    const auto from = Clock::now();
    cursor.go_to(at);
    frame.push_back(ms_since(from));
  }
  const Spread jumped = spread(jump), played = spread(frame);
  fmt::print("{}: {:.2f} million events\n", path, static_cast<double>(recording.size()) / 1e6);
  fmt::print("  open                {:8.1f} ms\n", open);
  fmt::print("  the whole day's fold{:8.1f} ms, {:.1f} million events a second\n", folded,
             static_cast<double>(recording.size()) / folded / 1e3);
  fmt::print("  a jump              {:8.1f} ms, at most {:.1f}\n", jumped.median, jumped.most);
  fmt::print("  a frame at 3,600    {:8.1f} ms, at most {:.1f}\n", played.median, played.most);
  fmt::print("  peak memory         {:8.0f} MB (of all files so far)\n", peak_memory());
}

// So many people waiting at stations of a made-up port, all at once.
class FullFloor : public Recording {
 public:
  explicit FullFloor(std::uint32_t people) : state_((fill_directory(), directory_)) {
    NoWatcher nobody;
    for (std::uint32_t i = 0; i < people; ++i) {
      const Tick at = i * millisecond;
      const auto station = static_cast<std::uint16_t>(1 + i % stations);
      const Event arrived{at, i, static_cast<std::int32_t>(i), 0, 0, EventKind::arrived, 0};
      const Event joined{at, i, 0, station, no_server, EventKind::joined, 0};
      for (const Event& event : {arrived, joined}) state_.apply(event, nobody);
      entities_.push_back({i, i, no_entity, 0, 0, 0});
    }
  }
  const Directory& directory() const override { return directory_; }
  const std::vector<TraceEntity>& entities() const override { return entities_; }
  std::uint64_t size() const override { return 0; }
  std::vector<Event> events(std::uint64_t, std::uint64_t) override { return {}; }
  std::uint64_t first_at_or_after(Tick) override { return 0; }
  PortState state_at(Tick) override { return state_; }
  Tick known_until() const override { return hour; }
  bool complete() const override { return true; }

 private:
  static constexpr Tick millisecond = 1000;
  static constexpr std::uint32_t stations = 24;
  void fill_directory() {
    directory_.ports = {{"port", {"Port", ""}, 0, day}};
    directory_.directions = {"arrival"};
    directory_.authorities = {"immigration"};
    directory_.classes = {{"resident", {"Residents", ""}, 0.98, 15 * minute, false}};
    for (std::uint32_t s = 0; s <= stations; ++s) {
      StationEntry entry;
      entry.name = fmt::format("port/station {}", s);
      entry.label.en = fmt::format("Station {}", s);
      entry.shape = s == 0 ? Shape::outside : Shape::bank;
      entry.servers = s == 0 ? 1 : 20;
      entry.authority = s == 0 ? std::int16_t{-1} : std::int16_t{0};
      entry.x = (s % 6) * 45.0;
      entry.y = (s / 6) * 32.0;
      entry.width = s == 0 ? 0 : 40;
      entry.height = 28;
      directory_.stations.push_back(entry);
    }
    directory_.sources = {{"port/source", 0, 0, false}};
  }
  Directory directory_;
  std::vector<TraceEntity> entities_;
  PortState state_;
};

// Everything that a frame needs but the graphics card: scene, panels and draw lists.
void measure_frames() {
  constexpr std::uint32_t people = 20'000;
  Session session;
  session.runs.resize(1);
  Run& run = session.runs[0];
  run.name = "A";
  run.recording = std::make_unique<FullFloor>(people);
  run.plan = floor_plan(run.recording->directory());
  run.cursor.emplace(*run.recording);
  run.overview.emplace(*run.recording);
  run.scene_builder.emplace(*run.recording, run.plan);
  session.time.set_range(0, hour, false);
  session.time.go_to(people * Tick{1000});

  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {1920, 1080};
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  std::vector<double> built;
  std::size_t dots = 0;
  for (int frame = 0; frame < 200; ++frame) {
    run.cursor->go_to(session.time.now());
    const auto from = Clock::now();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("floor", nullptr, ImGuiWindowFlags_NoDecoration);
    draw_floor(session);
    ImGui::End();
    ImGui::Render();
    built.push_back(ms_since(from));
    dots = run.scene.dots.size();
  }
  const Spread frames = spread(built);
  fmt::print("{} people on the floor, {} of them drawn one by one\n", people, dots);
  fmt::print("  building a frame    {:8.2f} ms, at most {:.2f}\n", frames.median, frames.most);
  ImGui::DestroyContext();
}

}  // namespace
}  // namespace crossflow::viz

int main(int argc, char** argv) {
  try {
    if (argc < 2) {
      fmt::print(stderr, "usage: crossflow-view-bench RESULT...   (made with 'crossflow run --trace')\n");
      return 2;
    }
    for (int i = 1; i < argc; ++i) crossflow::viz::measure(argv[i]);
    crossflow::viz::measure_frames();
    return 0;
  } catch (const std::exception& e) {
    fmt::print(stderr, "crossflow-view-bench: {}\n", e.what());
    return 3;
  }
}
