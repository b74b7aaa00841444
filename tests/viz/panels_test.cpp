// Every panel for some frames without a screen: with one run, two and a live one, with each kind of thing selected, in
// both languages, light and dark. And what the mouse and the keys do.
#include "viz/panels/panels.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <unistd.h>

#include "viz/app/bookmarks.hpp"
#include "viz/app/fonts.hpp"
#include "viz/app/layout.hpp"
#include "viz/app/settings.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/names.hpp"

namespace crossflow::viz {
namespace {

constexpr int key_space = 32, key_right = 262, key_d = 68, key_l = 76, key_escape = 256;  // as GLFW numbers them

constexpr const char* small_port = R"(crossflow: 1
title: {en: A small port, zh: 小口岸}
date: 2024-10-20
port: {name: small, hours: "08:00-10:00"}
classes:
  resident: {pledge: 98% within 5 min}
  visitor: {pledge: 95% within 5 min}
demand:
  people:
    direction: arrival
    route: arrival
    total:
      people: {resident: 300, visitor: 200}
      profile: {"08:00-09:00": 70%, "09:00-10:00": 30%}
stations:
  hall: {kind: hall, walk: {distance: 60 m}, area: 200 m2}
  desks:
    kind: counter
    servers: 2
    authority: immigration
    service: {resident: {exponential: 20 s}, visitor: {exponential: 50 s}}
routes:
  arrival: [hall, desks, leave]
)";

class Panels : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("crossflow-panels-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "small.yaml") << small_port;
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1280, 800};
    io.DeltaTime = 1.0F / 60;
    load_fonts(17, all_text({}));
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    use_theme(false);
    set_language(Language::en);
  }
  void TearDown() override {
    ImGui::DestroyContext();
    std::filesystem::remove_all(folder_);
  }

  /// The result of a run of the small port, or of another scenario.
  std::string result(const std::string& name, const std::string& options = "-R 5", std::string scenario = {}) {
    if (scenario.empty()) scenario = (folder_ / "small.yaml").string();
    const std::string path = (folder_ / name).string();
    const std::string command =
        std::string(CROSSFLOW_BIN) + "/crossflow run " + scenario + " --trace -q " + options + " -o " + path;
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return path;
  }

  /// Frames as the program draws them; how many corners the last one has. All of them lie somewhere.
  static int frames(Session& session, int count = 3) {
    for (int i = 0; i < count; ++i) {
      use_theme(session.settings.dark);
      set_language(session.settings.language);
      session.advance(1.0 / 60);
      ImGui::NewFrame();
      obey_keys(session);
      draw_all(session);
      ImGui::Render();
    }
    const ImDrawData* data = ImGui::GetDrawData();
    for (int i = 0; i < data->CmdListsCount; ++i)
      for (const ImDrawVert& corner : data->CmdLists[i]->VtxBuffer)
        EXPECT_TRUE(std::isfinite(corner.pos.x) && std::isfinite(corner.pos.y));
    return data->TotalVtxCount;
  }
  /// Corners that the window of a panel had in the last frame.
  static int corners_of(const std::string& panel) {
    const ImDrawData* data = ImGui::GetDrawData();
    int corners = 0;
    for (int i = 0; i < data->CmdListsCount; ++i)
      if (std::string(data->CmdLists[i]->_OwnerName).starts_with(panel + "/"))
        corners += data->CmdLists[i]->VtxBuffer.Size;
    return corners;
  }
  /// The floor goes to somebody and is clicked in its middle; what the panel of the selected one then says.
  static std::string click_on(Session& session, const Subject& subject) {
    session.settings.open = {};
    frames(session, 30);  // no second click of the one before
    // From afar it goes to the place, and from there to the very spot.
    for (int i = 0; i < 2; ++i) {
      session.look_at = subject;
      frames(session, 2);
    }
    const ImGuiWindow* floor = ImGui::FindWindowByName("floor");
    EXPECT_NE(floor, nullptr);
    if (floor == nullptr) return {};
    ImGui::GetIO().MousePos = floor->Rect().GetCenter();
    for (const bool down : {false, true, false}) {
      ImGui::GetIO().MouseDown[0] = down;
      frames(session, 2);
    }
    EXPECT_EQ(session.selected, subject);
    return told_by(session, "story");
  }
  /// All words of a panel, drawn alone.
  static std::string told_by(Session& session, const std::string& id) {
    for (const Panel& panel : all_panels()) {
      if (panel.id != id) continue;
      for (int i = 0; i < 3; ++i) {  // a table knows its widths after a frame
        ImGui::NewFrame();
        ImGui::SetNextWindowSize({700, 780});
        ImGui::Begin("alone");
        ImGui::LogToClipboard();
        panel.draw(session);
        ImGui::LogFinish();
        ImGui::End();
        ImGui::Render();
      }
    }
    return ImGui::GetClipboardText();
  }
  static void press(Session& session, int key) {
    ImGui::GetIO().KeysDown[key] = true;
    frames(session, 1);
    ImGui::GetIO().KeysDown[key] = false;
    frames(session, 1);
  }
  /// Every panel alone, in both languages and on both grounds, and each draws something.
  static void try_all(Session& session) {
    for (const bool dark : {false, true})
      for (const Language spoken : {Language::en, Language::zh}) {
        session.settings.dark = dark;
        session.settings.language = spoken;
        for (const Panel& panel : all_panels()) {
          if (panel.dock != Dock::right || !panel.wanted(session)) continue;
          session.settings.open = {panel.id};
          frames(session);
          EXPECT_GT(corners_of(panel.id), 40) << panel.id;
        }
      }
    EXPECT_EQ(session.trouble, "");
  }

  std::filesystem::path folder_;
};

TEST_F(Panels, of_one_run_with_each_kind_of_thing_selected) {
  Session session = open_files({result("one.h5")});
  session.settle();
  session.time.go_to(8 * hour + 40 * minute);
  try_all(session);
  using What = Subject::What;
  for (const Subject& subject : {Subject{What::entity, 100, 0}, Subject{What::station, 2, 0},
                                 Subject{What::station, 0, 0}, Subject{What::server, 2, 1}}) {
    session.selected = subject;
    try_all(session);
  }
}

TEST_F(Panels, of_a_run_with_officers) {
  const std::string scenario = std::string(CROSSFLOW_ROOT) + "/scenarios/heung-yuen-wai-sunday-staffed.yaml";
  if (!std::filesystem::exists(scenario)) GTEST_FAIL() << scenario;
  Session session = open_files({result("staffed.h5", "-R 1", scenario)});
  session.time.go_to(12 * hour);
  session.selected = {Subject::What::officer, 3, 0};
  try_all(session);
}

// The floor goes to somebody, who is then in its middle; a click there selects him, and his panel says what he does.
TEST_F(Panels, a_click_on_the_floor_tells_of_a_dog_team) {
  const std::string scenario = std::string(CROSSFLOW_ROOT) + "/scenarios/hong-kong-zhuhai-macao-bridge-weekday.yaml";
  Session session = open_files({result("dogs.h5", "-R 1", scenario)});
  const auto somebody_searches = [&] {
    const auto& teams = session.runs[0].cursor->state().teams();
    return std::any_of(teams.begin(), teams.end(), [](const TeamStatus& t) { return t.state == TeamState::searching; });
  };
  Tick at = 17 * hour;
  do {
    session.time.go_to(at += minute);
    frames(session, 1);
  } while (!somebody_searches() && at < 20 * hour);
  const Directory& directory = session.runs[0].recording->directory();
  int at_a_station = 0, in_the_kennel = 0;
  for (std::uint16_t team = 0; team < directory.teams.size(); ++team) {
    const TeamStatus status = session.runs[0].cursor->state().teams()[team];
    if (status.state == TeamState::off_duty) continue;
    const std::string told = click_on(session, {Subject::What::team, team, 0});
    EXPECT_THAT(told, testing::HasSubstr(directory.teams[team].label.en));
    EXPECT_THAT(told, testing::HasSubstr(directory.teams[team].scents));
    EXPECT_THAT(told, testing::HasSubstr(text(status.state)));
    if (status.station != no_station) {
      EXPECT_THAT(told, testing::HasSubstr(directory.stations[status.station].label.en));
    }
    ++(status.station != no_station ? at_a_station : in_the_kennel);
  }
  EXPECT_EQ(at_a_station + in_the_kennel, 4) << "the evening's teams";
  EXPECT_GT(at_a_station, 0);
  EXPECT_GT(in_the_kennel, 0);
}

TEST_F(Panels, a_click_on_the_floor_tells_of_an_officer) {
  const std::string scenario = std::string(CROSSFLOW_ROOT) + "/scenarios/heung-yuen-wai-sunday-staffed.yaml";
  Session session = open_files({result("officers.h5", "-R 1", scenario)});
  session.time.go_to(12 * hour);
  frames(session);
  const Directory& directory = session.runs[0].recording->directory();
  const auto& officers = session.runs[0].cursor->state().officers();
  for (const OfficerState wanted : {OfficerState::at_post, OfficerState::on_break}) {
    const auto found =
        std::find_if(officers.begin(), officers.end(), [wanted](const OfficerStatus& o) { return o.state == wanted; });
    ASSERT_NE(found, officers.end());
    const OfficerStatus status = *found;
    const auto officer = static_cast<std::uint16_t>(found - officers.begin());
    const std::string told = click_on(session, {Subject::What::officer, officer, 0});
    EXPECT_THAT(told, testing::HasSubstr(officer_name(directory, officer)));
    EXPECT_THAT(told, testing::HasSubstr(directory.pools[directory.officers[officer].pool].skills));
    EXPECT_THAT(told, testing::HasSubstr(text(wanted)));
    if (wanted == OfficerState::at_post) {
      EXPECT_THAT(told, testing::HasSubstr(directory.stations[status.station].label.en));
    }
  }
}

TEST_F(Panels, of_two_runs_find_the_same_people) {
  Session session = open_files({result("a.h5"), result("b.h5", "-R 5 --set stations.desks.servers=5")});
  session.settle();
  ASSERT_EQ(session.runs.size(), 2U);
  EXPECT_EQ(session.runs[0].days.with_trace[session.runs[0].day].replication,
            session.runs[1].days.with_trace[session.runs[1].day].replication);
  session.time.go_to(9 * hour);
  session.selected = {Subject::What::entity, 100, 0};
  try_all(session);
}

TEST_F(Panels, another_day_keeps_the_time) {
  Session session = open_files({result("days.h5")});
  session.time.go_to(8 * hour + 30 * minute);
  const std::size_t other = session.runs[0].day == 0 ? 1 : 0;
  const std::string before = day_line(session.runs[0]);
  EXPECT_THAT(before, testing::HasSubstr("one day of 5"));
  EXPECT_THAT(before, testing::HasSubstr("the middle day"));
  session.show_day(0, other);
  EXPECT_EQ(session.runs[0].day, other);
  EXPECT_EQ(session.time.now(), 8 * hour + 30 * minute);
  EXPECT_NE(day_line(session.runs[0]), before);
  frames(session);
}

TEST_F(Panels, of_a_live_run_go_no_further_than_they_ask) {
  LiveOptions options{std::string(CROSSFLOW_BIN) + "/crossflow", {(folder_ / "small.yaml").string()}};
  Session session = open_live(options);
  session.time.pause();
  const Tick granted = session.runs[0].live->granted();
  frames(session, 5);
  EXPECT_EQ(session.runs[0].live->granted(), granted) << "a pause of the viewer is one of the run";
  session.runs[0].live->grant(8 * hour + 30 * minute);
  session.runs[0].live->wait_until(8 * hour + 30 * minute);
  frames(session);
  EXPECT_TRUE(session.time.growing());
  session.time.go_to(8 * hour + 20 * minute);
  try_all(session);
  int waiting = 0;
  for (const StationStatus& station : session.runs[0].cursor->state().stations()) waiting += station.waiting;
  EXPECT_GT(waiting, 0);
}

TEST_F(Panels, obey_keys_and_mouse) {
  Session session = open_files({result("keys.h5", "-R 1")});
  frames(session);
  press(session, key_space);
  EXPECT_TRUE(session.time.playing());
  press(session, key_space);
  EXPECT_FALSE(session.time.playing());
  const Tick before = session.time.now();
  press(session, key_right);
  EXPECT_EQ(session.time.now(), before + minute);
  press(session, key_d);
  EXPECT_TRUE(session.settings.dark);
  press(session, key_l);
  EXPECT_EQ(session.settings.language, Language::zh);
  session.selected = {Subject::What::station, 1, 0};
  press(session, key_escape);
  EXPECT_EQ(session.selected, Subject{});
  // The middle of the strip is the middle of the day.
  ImGui::GetIO().MousePos = {640, 740};
  frames(session, 2);
  ImGui::GetIO().MouseDown[0] = true;
  frames(session, 2);
  ImGui::GetIO().MouseDown[0] = false;
  EXPECT_NEAR(static_cast<double>(session.time.now()),
              static_cast<double>((session.time.from() + session.time.until()) / 2), 2.0 * minute);
}

TEST_F(Panels, say_what_is_wrong_until_it_is_closed) {
  Session session = open_files({result("trouble.h5", "-R 1")});
  const int well = frames(session);
  session.trouble = "the file is damaged";
  EXPECT_GT(frames(session), well);
  press(session, key_escape);
  EXPECT_EQ(session.trouble, "");
}

TEST(Bookmarks, are_kept_for_each_file) {
  const std::string path = testing::TempDir() + "crossflow-marks/bookmarks.tsv";
  std::filesystem::remove(path);
  const std::vector<Bookmark> sunday{{9 * hour, "the coaches"}, {17 * hour + 40 * minute, "最長"}};
  const std::vector<Bookmark> bridge{{8 * hour, "a tab\tin it"}};
  EXPECT_TRUE(read_bookmarks(path, "sunday.h5").empty());
  write_bookmarks(path, "sunday.h5", sunday);
  write_bookmarks(path, "bridge.h5", bridge);
  EXPECT_EQ(read_bookmarks(path, "./sunday.h5"), sunday) << "the same file, called otherwise";
  EXPECT_EQ(read_bookmarks(path, "bridge.h5"), (std::vector<Bookmark>{{8 * hour, "a tab in it"}}));
  write_bookmarks(path, "bridge.h5", {});
  EXPECT_TRUE(read_bookmarks(path, "bridge.h5").empty());
  std::ofstream(path, std::ios::app) << "half a line\n\t-5\tbefore\n\t12x\tno number\n";
  EXPECT_EQ(read_bookmarks(path, "sunday.h5"), sunday);
}

TEST_F(Panels, settings_come_back) {
  Settings settings;
  settings.dark = true;
  settings.language = Language::zh;
  settings.open = {"charts", "days"};
  settings.right = 0.5F;
  const std::string path = (folder_ / "config" / "viewer.ini").string();
  write_settings(path, settings);
  Settings back;
  read_settings(path, back);
  EXPECT_TRUE(back.dark);
  EXPECT_EQ(back.language, Language::zh);
  EXPECT_EQ(back.open, settings.open);
  EXPECT_FLOAT_EQ(back.right, 0.5F);
  std::ofstream(path) << "dark=perhaps\nright=77\nnonsense\nopen=charts nowhere\n";
  Settings spoilt;
  read_settings(path, spoilt);
  EXPECT_FALSE(spoilt.dark);
  EXPECT_FLOAT_EQ(spoilt.right, Settings().right);
  EXPECT_EQ(spoilt.open, std::set<std::string>{"charts"});
}

}  // namespace
}  // namespace crossflow::viz
