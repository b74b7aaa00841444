// A window with OpenGL 3 that ImGui draws in; or the same without one to be seen, for pictures.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "viz/app/key_queue.hpp"

struct GLFWwindow;

namespace crossflow::viz {

struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;  ///< rows from the top
};

class Window {
 public:
  /// A RunError that says what to do if there is no screen, or no OpenGL 3.3 on it.
  Window(int width, int height, bool hidden);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  bool open() const;
  /// Lets go of the processor until somebody does something with the window, at most so long.
  void wait(double seconds);
  /// Not minimised, nor otherwise away from the screen.
  bool seen() const;
  /// Whether somebody did something with mouse, keyboard or window since this was asked.
  bool touched();
  /// Keys that were pressed since this was asked.
  std::vector<KeyPress> take_presses() { return keys_.take_presses(); }
  void begin_frame();
  void end_frame(std::uint32_t background);
  /// The last frame; only of a hidden window.
  Picture picture() const;
  /// After the atlas of fonts has changed.
  void fonts_changed();
  void set_title(const std::string& title);
  /// How much larger than usual this screen wants its text.
  float scale() const;

 private:
  void make_canvas();
  void listen();
  struct Gl;
  GLFWwindow* window_ = nullptr;
  std::unique_ptr<Gl> gl_;
  int width_, height_;
  bool hidden_, touched_ = true, new_letters_ = true;
  KeyQueue keys_;
  std::string title_;
};

/// Throws a RunError if it cannot be written.
void write_png(const Picture& picture, const std::string& path);
/// Whether a file was written by that: ours carry a mark.
bool is_our_png(const std::string& path);

}  // namespace crossflow::viz
