#include "viz/app/window.hpp"

#include <utility>

#define GLFW_INCLUDE_NONE
#include <GL/gl.h>
#include <GL/glext.h>
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui/backends/imgui_impl_glfw.h>
#include <imgui/backends/imgui_impl_opengl3.h>

#include "sim/base/problem.hpp"

namespace crossflow::viz {

// Of a hidden window what lies in its own buffers is not defined, so it draws on a canvas of its own.
struct Window::Gl {
  PFNGLGENFRAMEBUFFERSPROC gen_framebuffers;
  PFNGLBINDFRAMEBUFFERPROC bind_framebuffer;
  PFNGLGENRENDERBUFFERSPROC gen_renderbuffers;
  PFNGLBINDRENDERBUFFERPROC bind_renderbuffer;
  PFNGLRENDERBUFFERSTORAGEPROC renderbuffer_storage;
  PFNGLFRAMEBUFFERRENDERBUFFERPROC framebuffer_renderbuffer;
  GLuint canvas = 0, colours = 0;
};

namespace {

template <class Function>
void find(Function& function, const char* name) {
  function = reinterpret_cast<Function>(glfwGetProcAddress(name));
  if (function == nullptr) throw RunError(std::string("this OpenGL has no ") + name + "; version 3.3 is needed");
}

std::string last_error() {
  const char* what = nullptr;
  glfwGetError(&what);
  return what != nullptr ? what : "no reason given";
}

}  // namespace

Window::Window(int width, int height, bool hidden) : width_(width), height_(height), hidden_(hidden) {
  if (glfwInit() == GLFW_FALSE)
    throw RunError("there is no screen to draw on (" + last_error() +
                   "); without one, run it as 'xvfb-run crossflow-view ...', which draws in software");
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_VISIBLE, hidden ? GLFW_FALSE : GLFW_TRUE);
  window_ = glfwCreateWindow(width, height, "Crossflow", nullptr, nullptr);
  if (window_ == nullptr) {
    const std::string why = last_error();
    glfwTerminate();
    throw RunError("no window with OpenGL 3.3 can be opened (" + why +
                   "); 'xvfb-run crossflow-view ...' draws in software");
  }
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(hidden ? 0 : 1);
  if (!hidden) glfwSetWindowSizeLimits(window_, 800, 500, GLFW_DONT_CARE, GLFW_DONT_CARE);
  if (!hidden) listen();
  ImGui_ImplGlfw_InitForOpenGL(window_, !hidden);
  if (!hidden)  // in the place of ImGui's own, which sees but one event of a key in a frame
    glfwSetKeyCallback(window_, [](GLFWwindow* window, int key, int scancode, int action, int mods) {
      Window& self = *static_cast<Window*>(glfwGetWindowUserPointer(window));
      self.touched_ = true;
      if (key >= 0) self.keys_.add({key, scancode, action, mods});
    });
  ImGui_ImplOpenGL3_Init("#version 330");
  if (hidden) make_canvas();
}

Window::~Window() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

void Window::make_canvas() {
  gl_ = std::make_unique<Gl>();
  find(gl_->gen_framebuffers, "glGenFramebuffers");
  find(gl_->bind_framebuffer, "glBindFramebuffer");
  find(gl_->gen_renderbuffers, "glGenRenderbuffers");
  find(gl_->bind_renderbuffer, "glBindRenderbuffer");
  find(gl_->renderbuffer_storage, "glRenderbufferStorage");
  find(gl_->framebuffer_renderbuffer, "glFramebufferRenderbuffer");
  gl_->gen_framebuffers(1, &gl_->canvas);
  gl_->bind_framebuffer(GL_FRAMEBUFFER, gl_->canvas);
  gl_->gen_renderbuffers(1, &gl_->colours);
  gl_->bind_renderbuffer(GL_RENDERBUFFER, gl_->colours);
  gl_->renderbuffer_storage(GL_RENDERBUFFER, GL_RGBA8, width_, height_);
  gl_->framebuffer_renderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, gl_->colours);
}

// Before ImGui is, which calls what was there before it.
void Window::listen() {
  glfwSetWindowUserPointer(window_, this);
  static constexpr auto touch = [](GLFWwindow* window) {
    static_cast<Window*>(glfwGetWindowUserPointer(window))->touched_ = true;
  };
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* window, int) { touch(window); });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* window, int) { touch(window); });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int, int, int) { touch(window); });
  glfwSetScrollCallback(window_, [](GLFWwindow* window, double, double) { touch(window); });
  glfwSetCharCallback(window_, [](GLFWwindow* window, unsigned) { touch(window); });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double, double) { touch(window); });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* window) { touch(window); });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* window, int, int) { touch(window); });
  glfwSetWindowIconifyCallback(window_, [](GLFWwindow* window, int) { touch(window); });
  glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* window, float, float) { touch(window); });
}

void Window::wait(double seconds) {
  if (seconds > 0 && keys_.empty())
    glfwWaitEventsTimeout(seconds);
  else
    glfwPollEvents();
}

bool Window::seen() const {
  return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_FALSE &&
         glfwGetWindowAttrib(window_, GLFW_VISIBLE) == GLFW_TRUE;
}

bool Window::touched() {
  return std::exchange(touched_, false) || !keys_.empty();
}

bool Window::open() const {
  return glfwWindowShouldClose(window_) == GLFW_FALSE;
}

void Window::begin_frame() {
  if (hidden_) glfwPollEvents();
  for (const KeyEvent& event : keys_.take_events())
    ImGui_ImplGlfw_KeyCallback(window_, event.key, event.scancode, event.action, event.mods);
  ImGui_ImplOpenGL3_NewFrame();
  if (std::exchange(new_letters_, false)) {
    // Letters stand where they are made, pixel by pixel: what lies between two of them need not be looked for, which
    // takes half of the time where the processor draws.
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::intptr_t>(ImGui::GetIO().Fonts->TexID)));
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
  }
  ImGui_ImplGlfw_NewFrame();
  if (hidden_) {  // the same picture wherever it is taken
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(width_), static_cast<float>(height_)};
    io.DisplayFramebufferScale = {1, 1};
    io.DeltaTime = 1.0F / 60;
    io.MousePos = {-1e6F, -1e6F};
  }
  ImGui::NewFrame();
}

void Window::end_frame(std::uint32_t background) {
  ImGui::Render();
  int width = width_, height = height_;
  if (hidden_)
    gl_->bind_framebuffer(GL_FRAMEBUFFER, gl_->canvas);
  else
    glfwGetFramebufferSize(window_, &width, &height);
  glViewport(0, 0, width, height);
  const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(background);
  glClearColor(colour.x, colour.y, colour.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (!hidden_) glfwSwapBuffers(window_);
}

Picture Window::picture() const {
  Picture picture{width_, height_, {}};
  const auto row = static_cast<std::size_t>(width_) * 3;
  std::vector<std::uint8_t> upside_down(row * static_cast<std::size_t>(height_));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
  picture.rgb.reserve(upside_down.size());
  for (auto y = static_cast<std::size_t>(height_); y-- > 0;)
    picture.rgb.insert(picture.rgb.end(), upside_down.begin() + static_cast<std::ptrdiff_t>(y * row),
                       upside_down.begin() + static_cast<std::ptrdiff_t>((y + 1) * row));
  return picture;
}

void Window::fonts_changed() {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
  new_letters_ = true;
}

void Window::set_title(const std::string& title) {
  if (title == title_) return;
  title_ = title;
  glfwSetWindowTitle(window_, title.c_str());
}

float Window::scale() const {
  float x = 1, y = 1;
  if (!hidden_) glfwGetWindowContentScale(window_, &x, &y);
  return x;
}

}  // namespace crossflow::viz
