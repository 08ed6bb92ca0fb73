fn main() {
    board_build::prepare();
}
