//! How many events there are along the whole store, a bucket a column. Never knows what is on the screen of it.

use super::scale::DayNumber;

/// Levels above none.
pub const MAX_DENSITY_LEVEL: usize = 8;

/// Where in `width` buckets between the days `first` and `last` a day lies.
pub fn bucket(day: DayNumber, (first, last): (DayNumber, DayNumber), width: usize) -> usize {
    let (days, at) = ((last - first + 1).max(1), (day - first).max(0));
    // Even the whole calendar times the widest terminal is far from the end of the numbers.
    ((at * width as i64 / days) as usize).min(width.saturating_sub(1))
}

/// The level of each bucket, 0 to [`LEVELS`]: as many as there are events or, where some bucket has more than can be
/// shown, its share of the fullest; never 0 where there is one.
pub fn density_levels(
    anchors: impl IntoIterator<Item = DayNumber>,
    whole: (DayNumber, DayNumber),
    width: usize,
) -> Vec<usize> {
    let mut counts = vec![0_usize; width];
    for day in anchors {
        if let Some(count) = counts.get_mut(bucket(day, whole, width)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    if most > MAX_DENSITY_LEVEL {
        for count in &mut counts {
            *count = (*count * MAX_DENSITY_LEVEL).div_ceil(most);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_share_the_days_out() {
        for (day, at) in [(100, 0), (109, 0), (110, 1), (199, 9), (5, 0), (500, 9)] {
            assert_eq!(bucket(day, (100, 199), 10), at, "{day}");
        }
        assert_eq!(bucket(7, (7, 7), 10), 0);
    }

    #[test]
    fn an_event_is_never_nothing() {
        assert_eq!(density_levels([0, 0, 5, 9], (0, 9), 5), [2, 0, 1, 0, 1]);
        let many = std::iter::repeat_n(0, 800).chain([9]);
        assert_eq!(density_levels(many, (0, 9), 2), [8, 1]);
        assert_eq!(density_levels([3], (0, 9), 0), [0; 0]);
    }
}
