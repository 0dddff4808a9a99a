@main struct Derlius { static func main() {} }
