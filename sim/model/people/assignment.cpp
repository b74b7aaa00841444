#include "sim/model/people/assignment.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace crossflow {
namespace {

class Assignment {
 public:
  Assignment(std::vector<PostNeed>& posts, std::vector<OfficerView>& officers, const HallWalks& walks, Tick now)
      : posts_(posts), officers_(officers), walks_(walks), now_(now) {
    for (OfficerView& officer : officers_)
      if (officer.post != no_post && !posts_[officer.post].wanted) officer.post = no_post;
    for (PostNeed& post : posts_) {
      if (post.wanted) continue;
      post.crew.clear();
      post.ending.clear();
    }
  }

  void run() {
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t p = 0; p < posts_.size(); ++p) changed = fill(p) || changed;
    }
  }

 private:
  bool fill(std::size_t p) {
    PostNeed& post = posts_[p];
    if (!post.wanted || post.crew.size() >= post.officers) return false;
    std::vector<std::size_t> chosen = free_ones(p);
    const std::size_t missing = post.officers - post.crew.size();
    if (chosen.size() < missing) add_from_posts(p, missing, chosen);
    if (chosen.size() < missing) return give_up(p);
    chosen.resize(missing);
    for (const std::size_t o : chosen) send(o, p);
    release(post.ending);
    return true;
  }

  // Whether anybody is free because of that.
  bool give_up(std::size_t p) {
    PostNeed& post = posts_[p];
    if (post.crew.empty() || post.crew.size() + post.ending.size() >= post.officers) return false;
    release(post.crew);
    release(post.ending);
    return true;
  }

  void release(std::vector<std::size_t>& crew) {
    for (const std::size_t o : crew) officers_[o].post = no_post;
    crew.clear();
  }

  void send(std::size_t o, std::size_t p) {
    if (officers_[o].post != no_post) {
      std::erase(posts_[officers_[o].post].crew, o);
      std::erase(posts_[officers_[o].post].ending, o);
    }
    officers_[o].post = p;
    posts_[p].crew.push_back(o);
  }

  bool fits(std::size_t o, std::size_t p) const {
    const OfficerView& officer = officers_[o];
    const PostNeed& post = posts_[p];
    if (!officer.available || (officer.skills >> post.skill & 1U) == 0) return false;
    if (!officer.stations.empty() &&
        std::find(officer.stations.begin(), officer.stations.end(), post.station) == officer.stations.end())
      return false;
    return now_ + walk_time(officer.hall, post.hall, walks_) + post.stays < officer.goes;
  }

  auto soonest_first(std::size_t p) const {
    return [this, p](std::size_t a, std::size_t b) {
      const auto key = [this, p](std::size_t o) {
        const OfficerView& officer = officers_[o];
        return std::tuple(officer.serves, walk_time(officer.hall, posts_[p].hall, walks_),
                          std::popcount(officer.skills), o);
      };
      return key(a) < key(b);
    };
  }

  std::vector<std::size_t> free_ones(std::size_t p) const {
    std::vector<std::size_t> out;
    for (std::size_t o = 0; o < officers_.size(); ++o)
      if (officers_[o].post == no_post && fits(o, p)) out.push_back(o);
    std::sort(out.begin(), out.end(), soonest_first(p));
    return out;
  }

  void add_from_posts(std::size_t p, std::size_t missing, std::vector<std::size_t>& chosen) const {
    for (std::size_t from = posts_.size(); from-- > 0 && chosen.size() < missing;) {
      if (posts_[from].rank <= posts_[p].rank) break;
      std::vector<std::size_t> there;
      for (const auto* crew : {&posts_[from].crew, &posts_[from].ending})
        for (const std::size_t o : *crew)
          if (fits(o, p)) there.push_back(o);
      std::sort(there.begin(), there.end(), soonest_first(p));
      chosen.insert(chosen.end(), there.begin(), there.end());
    }
  }

  std::vector<PostNeed>& posts_;
  std::vector<OfficerView>& officers_;
  const HallWalks& walks_;
  Tick now_;
};

}  // namespace

Tick walk_time(std::size_t from, std::size_t to, const HallWalks& walks) {
  return from == anywhere || to == anywhere ? 0 : walks[from][to];
}

std::vector<std::size_t> assign(std::vector<PostNeed> posts, std::vector<OfficerView> officers, const HallWalks& walks,
                                Tick now) {
  Assignment(posts, officers, walks, now).run();
  std::vector<std::size_t> out;
  for (const OfficerView& officer : officers) out.push_back(officer.post);
  return out;
}

}  // namespace crossflow
