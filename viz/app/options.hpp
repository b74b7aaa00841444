// The command line of crossflow-view.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/app/session.hpp"

namespace crossflow::viz {

struct ViewOptions {
  std::vector<std::string> files;
  std::vector<std::string> simulator_arguments;  ///< of a live run
  int width = 1280, height = 800;
  std::vector<std::string> screenshot;  ///< time, file
  std::vector<std::string> frames;      ///< from, until, folder
  double speed = 60;
  int fps = 30;
  std::vector<std::string> axis, range;  ///< from, until
  std::string select, zoom, at, colour;
  std::vector<std::string> panels;  ///< to be open, instead of those remembered
  std::optional<std::uint32_t> replication;
  bool dark = false, zh = false, fresh = false, present = false, help_page = false, tell = false;
  float scale = 0;  ///< 0: as remembered

  bool live() const;
  bool pictures() const { return !screenshot.empty() || !frames.empty(); }
};

/// The exit status if there is no more to do (help was asked for, or what was given is wrong).
std::optional<int> read_command_line(int argc, char** argv, ViewOptions& options);

/// Opens what is to be shown. Throws as open_files and open_live.
Session open_session(const ViewOptions& options, const std::string& simulator);
/// Panels, colours, what is selected. An InputError if nothing is called that.
void apply(const ViewOptions& options, Session& session);
/// "17:40", "worst" or "end"; a live run goes on until then first. An InputError if it is no time, or none of the run.
void go_to(Session& session, const std::string& when);

}  // namespace crossflow::viz
