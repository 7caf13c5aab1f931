"""Lowest number: every turn, the lowest number that only one race has sent scores; three points win."""
import json, os, threading, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

STATE = os.environ.get("GGSCALE_ENGINE_STATE_DIR", "/state")
os.makedirs(STATE, exist_ok=True)
FILE = os.path.join(STATE, "game.json")
GAME = json.load(open(FILE)) if os.path.exists(FILE) else None
LOCK = threading.Lock()

def keep(game):  # on the disk before it is answered: that is durable_state
    global GAME
    with open(FILE + ".new", "w") as out:
        json.dump(game, out)
        out.flush()
        os.fsync(out.fileno())
    os.replace(FILE + ".new", FILE)
    directory = os.open(STATE, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)
    GAME = game

def state():
    players = [{"id": race["id"], "raceName": name, "planets": race["points"], "population": 1, "extinct": False}
               for name, race in GAME["races"].items()]
    return {"id": GAME["id"], "turn": GAME["turn"], "stage": "playing", "player": players,
            "finished": any(race["points"] == 3 for race in GAME["races"].values()),
            "capabilities": ["conditional_turn", "durable_state"]}

def init(body):
    names = [race["raceName"] for race in body["races"]]
    if GAME is None and uuid.UUID(body["gameId"]).int != 0:
        races = {name: {"id": str(uuid.uuid4()), "points": 0} for name in names}
        keep({"id": body["gameId"], "turn": 0, "races": races, "orders": {}})
    same = GAME is not None and (GAME["id"], list(GAME["races"])) == (body["gameId"], names)
    return (200, state()) if same else (409 if GAME else 400, error("conflict", "another game, or none"))

def turn(body):  # compare and play under one lock: that is conditional_turn
    if (body.get("game_id"), body.get("expected_turn")) != (GAME["id"], GAME["turn"]) or state()["finished"]:
        return 409, state()
    orders, races = GAME["orders"], json.loads(json.dumps(GAME["races"]))
    unique = [race for race, number in orders.items() if list(orders.values()).count(number) == 1]
    if unique:
        races[min(unique, key=orders.get)]["points"] += 1
    keep({**GAME, "turn": GAME["turn"] + 1, "races": races, "orders": {}})
    return 200, state()

def order(body):
    actor, number = body["actor"], body["cmd"][0]["number"] + 0
    if actor not in GAME["races"]:
        return 400, error("invalid_request", "no such race")
    keep({**GAME, "orders": {**GAME["orders"], actor: number}})
    return 200, {"turn": GAME["turn"] + 1, "number": number}

def error(code, message):
    return {"error": {"code": code, "message": message}}

def answer(method, path, query, body):
    if path == "/healthz":
        return 200, {"status": "ok"}
    if (method, path) == ("POST", "/api/v1/admin/init"):
        return init(body)
    if GAME is None:
        return 404, error("not_initialised", "there is no game yet")
    routes = {"GET /api/v1/admin/status": lambda: (200, state()), "PUT /api/v1/admin/turn": lambda: turn(body),
              "POST /api/v1/admin/race/banish": lambda: (204 if body["race_name"].strip() else 400, {}),
              "PUT /api/v1/order": lambda: order(body), "PUT /api/v1/command": lambda: (200, {"heard": len(body["cmd"])}),
              "GET /api/v1/order": lambda: (200, {"turn": GAME["turn"] + 1, "number": GAME["orders"].get(query["player"])}),
              "GET /api/v1/report": lambda: (200, {"turn": GAME["turn"], "points": GAME["races"][query["player"]]["points"]})}
    return routes.get(f"{method} {path}", lambda: (404, error("not_found", path)))()

class Engine(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: in two, every answer waits 40 ms for the first one's receipt

    def do_GET(self):
        url, body = urlsplit(self.path), self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        with LOCK:
            try:
                status, reply = answer(self.command, url.path, query, json.loads(body or "{}"))
            except (ValueError, LookupError, TypeError, AttributeError) as e:
                status, reply = 400, error("invalid_request", repr(e))
            except OSError as e:  # such as a full disk
                status, reply = 500, error("internal_error", repr(e))
        data = b"" if status == 204 else json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_PUT = do_POST = do_GET

class Server(ThreadingHTTPServer):
    request_queue_size = 256  # as many calls as may come at once; Python's own 5 let some wait for seconds

host = "0.0.0.0" if STATE == "/state" else "127.0.0.1"
Server((host, int(os.environ.get("GGSCALE_ENGINE_PORT", "8080"))), Engine).serve_forever()
