//! Facts of the chip of the pyboard: addresses of its parts and of their registers (RM0090), and which functions the pins of the
//! board can have (data sheet DS8626, table 9).

/// Address of the registers of a port: 0 for A.
pub const fn port(number: u8) -> u32 {
    0x4002_0000 + 0x400 * number as u32
}

/// Functions of a pin, by its port and the number in it: of each number the first that the data sheet names.
pub fn functions(pin: Option<(u8, u8)>) -> &'static [(u8, &'static str)] {
    let Some(pin) = pin else { return &[] };
    match pin {
        (0, 0) => &[
            (1, "TIM2_CH1"),
            (2, "TIM5_CH1"),
            (3, "TIM8_ETR"),
            (7, "USART2_CTS"),
            (8, "UART4_TX"),
        ],
        (0, 1) => &[
            (1, "TIM2_CH2"),
            (2, "TIM5_CH2"),
            (7, "USART2_RTS"),
            (8, "UART4_RX"),
        ],
        (0, 2) => &[
            (1, "TIM2_CH3"),
            (2, "TIM5_CH3"),
            (3, "TIM9_CH1"),
            (7, "USART2_TX"),
        ],
        (0, 3) => &[
            (1, "TIM2_CH4"),
            (2, "TIM5_CH4"),
            (3, "TIM9_CH2"),
            (7, "USART2_RX"),
        ],
        (0, 4) => &[(5, "SPI1_NSS"), (6, "SPI3_NSS"), (7, "USART2_CK")],
        (0, 5) => &[(1, "TIM2_CH1"), (3, "TIM8_CH1N"), (5, "SPI1_SCK")],
        (0, 6) => &[
            (1, "TIM1_BKIN"),
            (2, "TIM3_CH1"),
            (3, "TIM8_BKIN"),
            (5, "SPI1_MISO"),
            (9, "TIM13_CH1"),
        ],
        (0, 7) => &[
            (1, "TIM1_CH1N"),
            (2, "TIM3_CH2"),
            (3, "TIM8_CH1N"),
            (5, "SPI1_MOSI"),
            (9, "TIM14_CH1"),
        ],
        (0, 15) => &[(1, "TIM2_CH1"), (5, "SPI1_NSS"), (6, "SPI3_NSS")],
        (1, 0) => &[(1, "TIM1_CH2N"), (2, "TIM3_CH3"), (3, "TIM8_CH2N")],
        (1, 1) => &[(1, "TIM1_CH3N"), (2, "TIM3_CH4"), (3, "TIM8_CH3N")],
        (1, 3) => &[(1, "TIM2_CH2"), (5, "SPI1_SCK"), (6, "SPI3_SCK")],
        (1, 4) => &[
            (2, "TIM3_CH1"),
            (5, "SPI1_MISO"),
            (6, "SPI3_MISO"),
            (7, "I2S3ext_SD"),
        ],
        (1, 6) => &[
            (2, "TIM4_CH1"),
            (4, "I2C1_SCL"),
            (7, "USART1_TX"),
            (9, "CAN2_TX"),
        ],
        (1, 7) => &[(2, "TIM4_CH2"), (4, "I2C1_SDA"), (7, "USART1_RX")],
        (1, 8) => &[
            (2, "TIM4_CH3"),
            (3, "TIM10_CH1"),
            (4, "I2C1_SCL"),
            (9, "CAN1_RX"),
        ],
        (1, 9) => &[
            (2, "TIM4_CH4"),
            (3, "TIM11_CH1"),
            (4, "I2C1_SDA"),
            (5, "SPI2_NSS"),
            (9, "CAN1_TX"),
        ],
        (1, 10) => &[
            (1, "TIM2_CH3"),
            (4, "I2C2_SCL"),
            (5, "SPI2_SCK"),
            (7, "USART3_TX"),
        ],
        (1, 11) => &[(1, "TIM2_CH4"), (4, "I2C2_SDA"), (7, "USART3_RX")],
        (1, 12) => &[
            (1, "TIM1_BKIN"),
            (4, "I2C2_SMBA"),
            (5, "SPI2_NSS"),
            (7, "USART3_CK"),
            (9, "CAN2_RX"),
        ],
        (1, 13) => &[
            (1, "TIM1_CH1N"),
            (5, "SPI2_SCK"),
            (7, "USART3_CTS"),
            (9, "CAN2_TX"),
        ],
        (1, 14) => &[
            (1, "TIM1_CH2N"),
            (3, "TIM8_CH2N"),
            (5, "SPI2_MISO"),
            (6, "I2S2ext_SD"),
            (7, "USART3_RTS"),
            (9, "TIM12_CH1"),
        ],
        (1, 15) => &[
            (1, "TIM1_CH3N"),
            (3, "TIM8_CH3N"),
            (5, "SPI2_MOSI"),
            (9, "TIM12_CH2"),
        ],
        (2, 2) => &[(5, "SPI2_MISO"), (6, "I2S2ext_SD")],
        (2, 3) => &[(5, "SPI2_MOSI")],
        (2, 6) => &[
            (2, "TIM3_CH1"),
            (3, "TIM8_CH1"),
            (5, "I2S2_MCK"),
            (8, "USART6_TX"),
        ],
        (2, 7) => &[
            (2, "TIM3_CH2"),
            (3, "TIM8_CH2"),
            (6, "I2S3_MCK"),
            (8, "USART6_RX"),
        ],
        _ => &[],
    }
}

/// Parts of the chip: a name, and its address in hexadecimal digits.
static PARTS: &str = "\
TIM2 40000000 TIM3 40000400 TIM4 40000800 TIM5 40000c00 TIM6 40001000 TIM7 40001400 TIM12 40001800 TIM13 40001c00 \
TIM14 40002000 RTC 40002800 WWDG 40002c00 IWDG 40003000 SPI2 40003800 SPI3 40003c00 USART2 40004400 USART3 40004800 \
UART4 40004c00 UART5 40005000 I2C1 40005400 I2C2 40005800 I2C3 40005c00 CAN1 40006400 CAN2 40006800 PWR 40007000 \
DAC 40007400 DAC1 40007400 TIM1 40010000 TIM8 40010400 USART1 40011000 USART6 40011400 ADC1 40012000 ADC2 40012100 \
ADC3 40012200 ADC 40012300 SDIO 40012c00 SPI1 40013000 SYSCFG 40013800 EXTI 40013c00 TIM9 40014000 TIM10 40014400 \
TIM11 40014800 GPIOA 40020000 GPIOB 40020400 GPIOC 40020800 GPIOD 40020c00 GPIOE 40021000 GPIOF 40021400 GPIOG 40021800 \
GPIOH 40021c00 GPIOI 40022000 CRC 40023000 RCC 40023800 FLASH 40023c00 DMA1 40026000 DMA2 40026400 RNG 50060800 \
DBGMCU e0042000";

/// Registers of a kind of part: its name, then theirs, 4 bytes after each other. `-` is a gap; `:` gives an offset.
static REGISTERS: [&str; 18] = [
    "ADC SR CR1 CR2 SMPR1 SMPR2 JOFR1 JOFR2 JOFR3 JOFR4 HTR LTR SQR1 SQR2 SQR3 JSQR JDR1 JDR2 JDR3 JDR4 DR",
    "CRC DR IDR CR",
    "DAC CR SWTRIGR DHR12R1 DHR12L1 DHR8R1 DHR12R2 DHR12L2 DHR8R2 DHR12RD DHR12LD DHR8RD DOR1 DOR2 SR",
    "DBGMCU IDCODE CR APB1FZ APB2FZ",
    "DMA LISR HISR LIFCR HIFCR",
    "EXTI IMR EMR RTSR FTSR SWIER PR",
    "FLASH ACR KEYR OPTKEYR SR CR OPTCR OPTCR1",
    "GPIO MODER OTYPER OSPEEDR PUPDR IDR ODR BSRR LCKR AFR0 AFR1 BSRRL:18 BSRRH:1a",
    "I2C CR1 CR2 OAR1 OAR2 DR SR1 SR2 CCR TRISE FLTR",
    "IWDG KR PR RLR SR",
    "PWR CR CSR",
    "RCC CR PLLCFGR CFGR CIR AHB1RSTR AHB2RSTR AHB3RSTR - APB1RSTR APB2RSTR - - AHB1ENR AHB2ENR AHB3ENR - APB1ENR APB2ENR \
     - - AHB1LPENR AHB2LPENR AHB3LPENR - APB1LPENR APB2LPENR - - BDCR CSR - - SSCGR PLLI2SCFGR",
    "RNG CR SR DR",
    "RTC TR DR CR ISR PRER WUTR CALIBR ALRMAR ALRMBR WPR SSR SHIFTR TSTR TSDR TSSSR CALR TAFCR ALRMASSR ALRMBSSR - BKP0R BKP1R \
     BKP2R BKP3R BKP4R BKP5R BKP6R BKP7R BKP8R BKP9R BKP10R BKP11R BKP12R BKP13R BKP14R BKP15R BKP16R BKP17R BKP18R BKP19R",
    "SPI CR1 CR2 SR DR CRCPR RXCRCR TXCRCR I2SCFGR I2SPR",
    "SYSCFG MEMRMP PMC EXTICR0 EXTICR1 EXTICR2 EXTICR3 - - CMPCR",
    "TIM CR1 CR2 SMCR DIER SR EGR CCMR1 CCMR2 CCER CNT PSC ARR RCR CCR1 CCR2 CCR3 CCR4 BDTR DCR DMAR OR",
    "USART SR DR BRR CR1 CR2 CR3 GTPR",
];

/// The registers of one kind: names and offsets.
fn of_kind(row: &'static str) -> impl Iterator<Item = (&'static str, u32)> {
    let mut next = 0;
    row.split(' ')
        .skip(1)
        .filter(|word| !word.is_empty())
        .map(move |word| {
            let (name, at) = match word.split_once(':') {
                Some((name, digits)) => (name, u32::from_str_radix(digits, 16).unwrap_or(0)),
                None => (word, next),
            };
            next = at + 4;
            (name, at)
        })
}

fn parts() -> impl Iterator<Item = (&'static str, u32)> {
    let mut words = PARTS.split(' ');
    core::iter::from_fn(move || {
        let name = words.next()?;
        Some((name, u32::from_str_radix(words.next()?, 16).unwrap_or(0)))
    })
}

/// The address of a part (`GPIOA`) or the offset of a register (`GPIO_IDR`).
pub fn find(name: &str) -> Option<u32> {
    if let Some((_, at)) = parts().find(|part| part.0 == name) {
        return Some(at);
    }
    let (kind, register) = name.split_once('_')?;
    let row = REGISTERS
        .iter()
        .find(|row| row.split(' ').next() == Some(kind))?;
    of_kind(row)
        .find(|r| r.0 == register && r.0 != "-")
        .map(|r| r.1)
}

/// Calls a function with every name: of a part, or of a kind of part and a register.
pub fn each<E>(mut f: impl FnMut(&str, &str) -> Result<(), E>) -> Result<(), E> {
    for (name, _) in parts() {
        f(name, "")?;
    }
    for row in REGISTERS {
        let kind = row.split(' ').next().unwrap_or("");
        for (register, _) in of_kind(row).filter(|r| r.0 != "-") {
            f(kind, register)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_are_where_the_manual_has_them() {
        for (name, at) in [
            ("GPIOC", 0x4002_0800),
            ("GPIO_IDR", 0x10),
            ("GPIO_BSRRH", 0x1a),
            ("RCC_APB1ENR", 0x40),
            ("RCC_CSR", 0x74),
            ("RTC_BKP0R", 0x50),
            ("RTC_BKP19R", 0x9c),
            ("TIM_CCR1", 0x34),
            ("USART_GTPR", 0x18),
            ("SYSCFG_CMPCR", 0x20),
            ("ADC_DR", 0x4c),
            ("DBGMCU", 0xe004_2000),
        ] {
            assert_eq!(find(name), Some(at), "{name}");
        }
        assert_eq!(find("GPIO_NO"), None);
        assert_eq!(find("RCC_-"), None);
    }
}
