"""Officers and the posts that they man: docs/model.md, "Officers", and docs/staffing.md. One duty officer sends them."""
from people import DUTY
from words import DAY, as_list, count, duration, time_of_day

ANYWHERE = None  # an officer who has just come on duty is where he is needed


class Post:
    """Some servers of a station, and the officers that they need."""

    def __init__(self, room, bank, index, servers, keys):
        self.room, self.bank, self.index, self.servers = room, bank, index, servers
        self.skill, self.hall = keys["skill"], keys.get("hall", "")
        self.needs, self.rank = int(keys.get("officers", 1)), int(keys.get("rank", 5))
        self.several = int(keys.get("servers", 1)) > 1
        self.at_shift_end = keys.get("at shift end", "finish")
        self.opens_in, self.handover = duration(keys.get("opens in", "0 min")), duration(keys.get("handover", "0 min"))
        last_start = duration(keys.get("last start", "0 min"))
        self.last_start = last_start if self.at_shift_end != "hand over" else 0
        self.crew = []  # whose post it is, in the order in which they were sent: there, or about to come
        self.manned = False
        self.ready = None  # when those who change over there are done
        self.shut = True  # nothing begins

    def wanted(self):
        return any(server.planned for server in self.servers)

    def at_work(self):
        """The servers that serve somebody; who is merely held there needs no officer."""
        return [server for server in self.servers if server.at_work]

    def finishing(self, officers):
        return [o for o in officers if o.finishes is self]


class Officer:
    def __init__(self, number, skills, duties):
        self.number, self.skills = number, skills
        self.duties = duties  # times on duty: (from, until, breaks, stations or None)
        self.doing = "off duty"
        self.post = None  # the one that is his, also before he is there
        self.finishes, self.servers = None, []  # the post at which he finishes whom these servers serve
        self.hall, self.arrives, self.back = ANYWHERE, None, None

    @property
    def on_duty(self):
        return self.doing != "off duty"

    def goes(self):
        """To his next break, or home."""
        _, until, breaks, _ = self.duties[0]
        return min([until] + [begin for begin, _ in breaks[:1]])

    def next(self):
        """When something happens to him by the clock."""
        if self.doing == "off duty":
            return self.duties[0][0] if self.duties else None
        if self.doing == "on break":
            return min(self.back, self.duties[0][1])
        if self.doing == "finishing" and not self.post:
            return None
        return min(self.arrives, self.goes()) if self.doing == "walking" else self.goes()

    def is_due(self, now):
        return self.on_duty and self.doing != "on break" and self.goes() <= now

    def goes_off(self, now):
        """His break is as long as it should be, but ends with his duty."""
        _, until, breaks, _ = self.duties[0]
        if breaks and now < until:
            begin, end = breaks.pop(0)
            self.doing, self.back = "on break", now + end - begin
        else:
            self.duties.pop(0)
            self.doing, self.hall = "off duty", ANYWHERE


class DutyRoom:
    def __init__(self, port, described):
        self.port, self.clock, self.officers, self.posts = port, port.clock, [], []
        self.walks = {}
        for walk in as_list(described.get("officers walk", [])):
            a, b = walk["between"]
            self.walks[a, b] = self.walks[b, a] = duration(walk["takes"])
        for pool in sorted(described["officers"]):
            keys = described["officers"][pool]
            for shift in sorted(keys["shifts"]):
                self.add_shift(set(as_list(keys.get("skills", pool))), keys["shifts"][shift])
        for name in sorted(port.places):
            bank = port.places[name]
            if "post" not in bank.keys:
                continue
            keys = bank.keys["post"]
            each = int(keys.get("servers", 1))
            bank.posts = [Post(self, bank, i, bank.servers[i * each:(i + 1) * each], keys)
                          for i in range((len(bank.servers) + each - 1) // each)]
            for post in bank.posts:
                for server in post.servers:
                    server.post = post
            self.posts += bank.posts
        self.posts.sort(key=lambda post: (post.rank, post.index))
        self.asked = False  # it is about to decide
        self.alarms = set()

    def add_shift(self, skills, keys):
        begin, end = time_of_day(keys["from"]), time_of_day(keys["until"])
        for i in range(count(keys["officers"])):
            later = i % int(keys.get("groups", 1)) * duration(keys.get("stagger", "0 min"))
            duties = []
            for day in range(-1, self.port.days + 1):
                breaks = []
                for rule in as_list(keys.get("breaks", [])):
                    takes = duration(rule.get("takes", "30 min"))
                    at = day * DAY + time_of_day(rule["at"]) + i % int(rule.get("groups", 1)) * takes
                    if at + takes > 0:
                        breaks.append((max(0, at), at + takes))
                if day * DAY + end + later > 0:
                    duties.append((max(0, day * DAY + begin + later), day * DAY + end + later, sorted(breaks),
                                   as_list(keys["at"]) if "at" in keys else None))
            self.officers.append(Officer(len(self.officers), skills, duties))

    def walk(self, officer, post):
        return 0 if officer.hall is ANYWHERE else self.walks.get((officer.hall, post.hall), 0)

    # --- when it acts: at the instant at which something changed, behind all else that the clock says at it

    def begin(self):
        self.clock.at(0, self.act, DUTY)

    def plans_changed(self):
        if not self.asked:
            self.asked = True
            self.clock.at(self.clock.now, self.act, DUTY)

    def is_free(self, server):
        """No longer serves anybody."""
        waiting = [o for o in self.officers if server in o.servers]
        for officer in waiting:
            officer.servers.remove(server)
        if waiting and not self.asked:
            self.asked = True
            self.clock.soon(self.act)

    def act(self):
        self.port.acting = True
        self.decide_and_send()
        self.port.acting = False

    def decide_and_send(self):
        self.asked = False
        came = True
        while came:  # somebody who left came anew at this instant
            for officer in self.officers:
                self.take_in(officer)
            came = self.send()
        for post in self.posts:
            post.bank.shut(post.servers)
        for post in self.posts:
            post.bank.open_up(post.servers)
        times = [o.next() for o in self.officers] + [post.ready for post in self.posts]
        times += [o.goes() - post.last_start for post in self.posts for o in post.crew]
        for at in times:
            if at is not None and at > self.clock.now and at not in self.alarms:
                self.alarms.add(at)
                self.clock.at(at, self.act, DUTY)

    def take_in(self, officer):
        """What happens to him by himself. Says whether he came, and stays."""
        now = self.clock.now
        came = False
        while True:
            if officer.doing in ("off duty", "on break"):
                if officer.next() is None or officer.next() > now:
                    return False
                officer.doing = "spare"
                came = True
            if officer.doing == "finishing":
                if officer.servers:
                    return False
                officer.hall, officer.finishes, officer.doing = officer.finishes.hall, None, "spare"
                if officer.post and not officer.is_due(now):
                    self.set_out(officer)
            if officer.doing == "walking" and officer.arrives <= now and not officer.is_due(now):
                officer.doing, officer.hall = "there", officer.post.hall
            if officer.doing not in ("spare", "walking") or not officer.is_due(now):
                return came
            if officer.post:
                officer.post.crew.remove(officer)
                officer.post = None
            officer.goes_off(now)

    def set_out(self, officer):
        takes = self.walk(officer, officer.post)
        officer.doing, officer.arrives = ("walking", self.clock.now + takes) if takes else ("there", None)
        if not takes:
            officer.hall = officer.post.hall

    # --- who goes where

    def decide(self):
        """The post of each officer from now on."""
        now = self.clock.now
        of = {o: o.post if o.post and o.post.wanted() and not o.is_due(now) else None for o in self.officers}
        crews = {post: [o for o in post.crew if of[o] is post] for post in self.posts}

        def staying(post):
            """But those who are to be relieved, if anybody can come, since nothing begins any more before they go."""
            return [o for o in crews[post] if o.goes() - now > post.last_start]

        def can_come(o, post):
            return (o.on_duty and o.doing != "on break" and o.finishes is None and not o.is_due(now) and
                    post.skill in o.skills and (o.duties[0][3] is None or post.bank.name in o.duties[0][3]) and
                    now + self.walk(o, post) + post.last_start < o.goes())

        def soonest(some, post):
            def serves(o):
                return bool(o.post and not o.is_due(now) and o.post.manned and o.post.at_work())

            return sorted(some, key=lambda o: (serves(o), self.walk(o, post), len(o.skills), o.number))

        def release(some):
            for o in list(some):
                crews[of[o]].remove(o)
                of[o] = None

        changed = True
        while changed:
            changed = False
            for i, post in enumerate(self.posts):
                lacks = post.needs - len(staying(post))
                if not post.wanted() or lacks <= 0:
                    continue
                found = soonest([o for o in self.officers if of[o] is None and can_come(o, post)], post)
                for other in reversed(self.posts[i + 1:]):
                    if len(found) < lacks and other.rank > post.rank:
                        found += soonest([o for o in crews[other] if can_come(o, post)], post)
                if len(found) < lacks:
                    if staying(post) and len(crews[post]) < post.needs:
                        release(crews[post])  # half a crew does nothing
                        changed = True
                    continue
                ends = [o for o in crews[post] if o not in staying(post)]
                for o in found[:lacks]:
                    if of[o]:
                        release([o])
                    of[o] = post
                    crews[post].append(o)
                release(ends)
                changed = True
        return of

    def send(self):
        """Says whether somebody who left came anew."""
        now = self.clock.now
        to = self.decide()
        leaving = [o for o in self.officers if o.post and to[o] is not o.post]
        coming = [o for o in self.officers if to[o] and to[o] is not o.post]

        def there_at_once(o):
            busy = o.post and o.post.manned and o.post.at_work()
            return not self.walk(o, to[o]) and o.finishes is None and not busy

        relieved = {post: post.manned and sum(to[o] is post for o in self.officers) == post.needs and
                    all(there_at_once(o) for o in coming if to[o] is post) for post in self.posts}
        for officer in leaving:
            self.leave(officer, relieved[officer.post])
        for officer in coming:
            officer.post = to[officer]
            officer.post.crew.append(officer)
            if officer.finishes is None:
                self.set_out(officer)
        for post in self.posts:
            self.set_post(post, relieved[post], any(o.post is post for o in coming))
        return any([self.take_in(o) for o in leaving])

    def leave(self, officer, relieved):
        """At once, or when he has finished whom he serves."""
        post, now = officer.post, self.clock.now
        beside = post.crew.index(officer) + len(post.finishing(self.officers)) >= post.needs
        worked = post.manned and officer.doing == "there" and not beside
        if officer.doing == "there":
            officer.hall = post.hall
        post.crew.remove(officer)
        officer.post = None
        if officer.doing != "finishing":
            officer.doing = "spare"
        if not worked:
            return
        if post.at_shift_end == "stop" and officer.is_due(now):
            for server in post.at_work():
                post.bank.break_off(server)
        serving = post.at_work()
        watched_by_relief = relieved and (post.at_shift_end == "hand over" or post.several)
        if serving and not watched_by_relief:
            officer.doing, officer.finishes, officer.servers = "finishing", post, serving

    def set_post(self, post, goes_on, changed):
        now = self.clock.now
        there = [o for o in post.crew if o.doing == "there"]
        if len(there) < post.needs:
            post.manned, post.ready = False, None
        elif not post.manned and post.ready is None:
            post.ready = now + post.opens_in
        elif post.manned and changed:
            post.manned = False
            post.ready = now + (post.handover if goes_on else post.opens_in)
        if not post.manned and post.ready is not None and post.ready <= now:
            post.manned, post.ready = True, None
        post.shut = not post.manned or any(post.last_start and o.goes() - now <= post.last_start for o in post.crew)
